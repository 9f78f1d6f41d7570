using System.Collections.Immutable;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <summary>What somebody wants to change on the map of areas and grids.</summary>
public abstract record AreaCommand
{
    private AreaCommand() { }

    /// <summary>A new area or grid; with <paramref name="Area"/> a new outline of that one.</summary>
    /// <param name="Level">Null for a grid.</param>
    public sealed record Draw(
        HomeId? Area, AreaLevel? Level, HomeId Parent, string Code, string Name, Outline? Outline, string Kind = "",
        bool Low = false) : AreaCommand;

    /// <summary>A new official code or name; null = stays.</summary>
    public sealed record Recode(HomeId Area, string? Code, string? Name) : AreaCommand;

    public sealed record Move(HomeId Area, HomeId To) : AreaCommand;

    /// <summary>A grid by a straight line or by outlines; an area by its children.</summary>
    /// <param name="Line">Two places on the cut; the first part lies left of the way from one to the other.</param>
    public sealed record Split(HomeId Area, ImmutableArray<WantedPart> Parts, CutLine? Line = null)
        : AreaCommand;

    /// <param name="Parent">Needed where the areas have different ones.</param>
    public sealed record Merge(ImmutableArray<HomeId> Areas, string Code, string Name, HomeId? Parent = null)
        : AreaCommand;

    /// <summary>Nothing takes its place: its cases fall to the lowest area above that still lives.</summary>
    public sealed record Close(HomeId Area) : AreaCommand;
}

/// <summary>A straight cut through two places.</summary>
public sealed record CutLine(LngLat From, LngLat To);

/// <summary>One part of a split as it is wanted.</summary>
/// <param name="Children">Of an area: which of its children go here.</param>
/// <param name="Posts">Seats that go here; those that nobody names go to the part with the most households.</param>
public sealed record WantedPart(
    string Name, string Code, Outline? Outline, ImmutableArray<HomeId> Children, ImmutableArray<PostId> Posts);

/// <summary>A command with who and its identity.</summary>
/// <param name="Preview">Hash of the preview that was seen; another result is refused. Null = not looked at.</param>
public sealed record AreaOrder(
    AreaCommand Command, string CommandId, Actor By, string Client = "", string? Preview = null);
