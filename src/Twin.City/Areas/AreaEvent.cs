using System.Collections.Immutable;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <summary>A fact about the map of areas and grids. Stored for ever: add fields, never rename or reuse one.</summary>
/// <remarks>
/// Kind words: <c>area/AreaDrawn</c> … <c>area/AreasImported</c>. All lie on one stream, so the map has one order.
/// A grid is an area without a level. A fact keeps the id of its moment; ids are never used again.
/// </remarks>
public abstract record AreaEvent
{
    private AreaEvent() { }

    /// <summary>A new area or grid, or a new outline of one that is known.</summary>
    /// <param name="Drawn">Drawn by us for want of a source: never official.</param>
    public sealed record AreaDrawn(AreaPart Area, HomeId Parent, AreaLevel? Level, string Kind, bool Low, bool Drawn)
        : AreaEvent;

    /// <summary>A new official code or name; the id stays.</summary>
    public sealed record AreaRecoded(HomeId Area, string Code, string Name) : AreaEvent;

    public sealed record AreaMoved(HomeId Area, HomeId From, HomeId To) : AreaEvent;

    /// <summary>The area is over; its parts take its place, in this order.</summary>
    public sealed record AreaSplit(HomeId Area, ImmutableArray<AreaPart> Parts) : AreaEvent;

    /// <summary>The areas are over; one new area takes their place.</summary>
    public sealed record AreaMerged(ImmutableArray<HomeId> Areas, AreaPart Into, HomeId Parent) : AreaEvent;

    /// <summary>The area is over and nothing takes its place; what was its own falls to the heir.</summary>
    public sealed record AreaClosed(HomeId Area, HomeId Heir) : AreaEvent;

    /// <summary>A duty seat answers for another home from now on.</summary>
    public sealed record PostRehomed(PostId Post, HomeId From, HomeId To) : AreaEvent;

    /// <summary>A new grid that inherits no seat gets one.</summary>
    public sealed record PostOpened(PostId Post, string Name, HomeId Home, string Kind) : AreaEvent;

    /// <summary>Households lie in another home from now on: all doors of the named buildings.</summary>
    /// <param name="Households">How many move, also those of no known building.</param>
    public sealed record HouseholdsRehomed(
        HomeId From, HomeId To, int Households, ImmutableArray<BuildingId> Buildings) : AreaEvent;

    /// <summary>The map has taken over all changes of these import sets.</summary>
    /// <param name="Areas">SHA-256 of the set of areas: the key of its rows.</param>
    /// <param name="Grids">SHA-256 of the set of grids.</param>
    public sealed record AreasImported(string Areas, string Grids) : AreaEvent;
}

/// <summary>What becomes of an area: its new identity and what it is.</summary>
/// <param name="Code">Official code; empty when it has none.</param>
/// <param name="Outline">Null where nobody knows it; never of a grid.</param>
public sealed record AreaPart(
    HomeId Id, string Code, string Name, LngLat Centre, Outline? Outline, int Households);
