using Twin.City.Cases;
using Twin.Geo;

namespace Twin.City.Areas;

/// <summary>Where an open case belongs when the map has changed under it. Pure.</summary>
public static class Rehoming
{
    /// <summary>The fact that takes a case to its new home; null when it is at home, absent or ended.</summary>
    public static CaseEvent.Rehomed? Decide(CaseState state, AreaBook book)
    {
        return state.Stage.IsOpen() && TargetOf(book, state.Home, PlaceOf(state)) is { } target
            ? To(state, target)
            : null;
    }

    /// <summary>The fact that takes an open case to another home, with all that this one needs to know of it.</summary>
    public static CaseEvent.Rehomed To(CaseState state, HomeId target)
    {
        return new CaseEvent.Rehomed(
            state.Home, target, state.Stage, state.Class, state.Severity, state.Judged, state.Steps.Last.At,
            CaseMove.Of(state));
    }

    /// <summary>Where a case of this home and place belongs by the map; null when it may stay.</summary>
    /// <remarks>
    /// A home that lives keeps its cases, unless it was drawn anew and another grid has their place. One that is over
    /// gives each case to the heir that holds its place, building or site; what nothing places falls to the only heir,
    /// else to the lowest known area: never to a guessed grid.
    /// </remarks>
    public static HomeId? TargetOf(AreaBook book, HomeId home, CasePlace place)
    {
        var row = book[home];
        if (row is { IsLive: true, Redrawn: false })
        {
            return null;
        }

        if (row.IsLive)
        {
            return row.IsGrid && PlacedBy(book, place) is { } there && there != home && book[there].IsGrid
                ? there
                : null;
        }

        var at = row;
        while (!at.IsLive)
        {
            if (PlacedBy(book, place) is { } found && at.Heirs.Any(heir => book.Covers(heir, found)))
            {
                return found;
            }

            at = book[at.Heirs is [var only] ? only : at.Parent!.Value];
        }

        return at.Id;
    }

    private static HomeId? PlacedBy(AreaBook book, CasePlace place) =>
        place.At is { } at && !place.DefaultPlace ? book.HomeOf(at)
        : place.Building is { } building && book.City.Building(building.Value) is { } row ? book.HomeOf(row)
        : place.Site is { } site && book.Site(site) is { } known ? book.HomeOf(known)
        : place.At is { } standIn ? book.HomeOf(standIn)
        : null;

    private static CasePlace PlaceOf(CaseState state) =>
        new(state.At, state.DefaultPlace, state.Building, state.Site);
}

/// <summary>What is known of where a case is.</summary>
/// <param name="DefaultPlace">The position is its source's stand-in; a building or site says more.</param>
public readonly record struct CasePlace(LngLat? At, bool DefaultPlace, BuildingId? Building, KeySiteId? Site);
