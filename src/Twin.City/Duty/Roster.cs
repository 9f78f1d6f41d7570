using System.Collections.Immutable;

namespace Twin.City.Duty;

/// <summary>The turns of all seats: those to come, those of now, and those of the last two weeks.</summary>
public sealed record Roster(ImmutableDictionary<PostId, ImmutableArray<Shift>> BySeat)
{
    /// <summary>How long what is over is remembered: a rest after nights looks back that far.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    public static Roster Empty { get; } = new(ImmutableDictionary<PostId, ImmutableArray<Shift>>.Empty);

    /// <summary>A seat's turns by their beginning.</summary>
    public ImmutableArray<Shift> Of(PostId seat) => BySeat.GetValueOrDefault(seat, []);

    /// <summary>Somebody plans turns for this seat at all.</summary>
    public bool IsPlanned(PostId seat) => BySeat.ContainsKey(seat);

    public bool IsOnShift(PostId seat, DateTimeOffset moment)
    {
        foreach (var shift in Of(seat))
        {
            if (shift.Covers(moment)) return true;
        }

        return false;
    }

    public Roster After(RosterEvent happened, DateTimeOffset at) => happened switch
    {
        RosterEvent.ShiftsPlanned e => With(e.Shifts.Items, at, (mine, shift) => mine.Add(shift)),
        RosterEvent.ShiftsDropped e => With(e.Shifts.Items, at, (mine, shift) => mine.Remove(shift)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of RosterEvent."),
    };

    private Roster With(
        ImmutableArray<Shift> shifts, DateTimeOffset at,
        Func<ImmutableArray<Shift>, Shift, ImmutableArray<Shift>> change)
    {
        var bySeat = BySeat.ToBuilder();
        foreach (var seat in shifts.Select(shift => shift.Post).Distinct())
        {
            var mine = shifts.Where(shift => shift.Post == seat).Aggregate(Of(seat), change);
            bySeat[seat] = [.. mine.Where(shift => shift.To > at - KeptFor).OrderBy(shift => shift.From)];
        }

        return new Roster(bySeat.ToImmutable());
    }
}
