using System.Collections.Immutable;

namespace Twin.City.Duty;

/// <summary>Who stands in where a grid has nobody on its turn: the neighbours, then the street's own seats.</summary>
public static class GapRule
{
    /// <summary>The seat that new matters of a home go to now; null when none is known.</summary>
    /// <param name="own">Seats of the home, the head first.</param>
    /// <param name="neighbours">Seats of each neighbour in the order in which they are asked, the heads first.</param>
    /// <remarks>
    /// A home for which nobody plans turns is not in a gap: its first seat has it, as ever. Where turns are planned
    /// and nobody is on one, and no neighbour is either, it stays at home too: somebody must find it there.
    /// </remarks>
    public static PostId? SeatFor(
        Roster roster, ImmutableArray<PostId> own, IEnumerable<ImmutableArray<PostId>> neighbours, DateTimeOffset now)
    {
        if (OnShift(roster, own, now) is { } keeps) return keeps;
        if (!own.Any(roster.IsPlanned)) return First(own);
        foreach (var seats in neighbours)
        {
            if (OnShift(roster, seats, now) is { } stands) return stands;
        }

        return First(own);
    }

    /// <summary>Turns are planned for the home, and nobody is on one.</summary>
    public static bool IsGap(Roster roster, ImmutableArray<PostId> own, DateTimeOffset now) =>
        OnShift(roster, own, now) is null && own.Any(roster.IsPlanned);

    private static PostId? OnShift(Roster roster, ImmutableArray<PostId> seats, DateTimeOffset now)
    {
        foreach (var seat in seats)
        {
            if (roster.IsOnShift(seat, now)) return seat;
        }

        return null;
    }

    private static PostId? First(ImmutableArray<PostId> seats) => seats.IsEmpty ? null : seats[0];
}
