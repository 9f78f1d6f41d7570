using System.Collections.Immutable;
using Twin.City.Clocks;

namespace Twin.Grains.Clocks;

/// <summary>Word of clocks that fired: one by one while fresh, those older than an hour together.</summary>
/// <param name="Count">Clocks that it speaks of.</param>
/// <param name="Oldest">The one that was due first.</param>
/// <param name="LastDueAt">When the last of them was due.</param>
public sealed record ClockNotice(int Count, DueMoment Oldest, DateTimeOffset LastDueAt)
{
    public static readonly TimeSpan FoldedAfter = TimeSpan.FromHours(1);

    /// <summary>After a night of standstill a desk reads one line, not a thousand; the facts are all there.</summary>
    public static ImmutableArray<ClockNotice> Of(IEnumerable<DueMoment> fired, DateTimeOffset now)
    {
        var ordered = fired.Order().ToList();
        var old = ordered.Where(due => now - due.DueAt > FoldedAfter).ToList();
        var fresh = ordered.Skip(old.Count).Select(due => new ClockNotice(1, due, due.DueAt));
        return old.Count == 0 ? [.. fresh] : [new ClockNotice(old.Count, old[0], old[^1].DueAt), .. fresh];
    }
}
