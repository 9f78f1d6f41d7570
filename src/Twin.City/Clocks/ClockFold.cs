using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.City.Clocks;

/// <summary>The running clocks of a home's open cases, as a fold of its feed <c>area:{home}</c>.</summary>
/// <remarks>
/// It answers what is due, in one order whatever the order of facts of different cases was. It decides nothing: a due
/// moment is told to the case, and leaves when the case's fact comes or when the case says that there is none.
/// Not safe for two threads; a grain has one turn at a time.
/// </remarks>
public sealed class ClockFold(HomeId home)
{
    private readonly Dictionary<CaseId, HeldClocks> _held = [];
    private readonly SortedSet<DueMoment> _due = [];

    /// <summary>Goes on from a kept memory.</summary>
    public ClockFold(ClockMemory memory) : this(memory.Home)
    {
        foreach (var held in memory.Held) Hold(held);
    }

    public HomeId Home => home;

    /// <summary>Clocks that are still to fire.</summary>
    public int Running => _due.Count;

    /// <summary>The next moment at which something is due; null when nothing runs.</summary>
    public DateTimeOffset? NextAt => _due.Count == 0 ? null : _due.Min.DueAt;

    /// <summary>All cases with clocks, by their ids.</summary>
    public IEnumerable<HeldClocks> Held => _held.Values.OrderBy(held => held.Case.Value, StringComparer.Ordinal);

    /// <summary>The clocks held of a case.</summary>
    public ImmutableArray<CaseClock> Of(CaseId openCase) =>
        _held.TryGetValue(openCase, out var held) ? held.Clocks.Items : [];

    public void Apply(Committed fact)
    {
        var (before, known) = Before(fact);
        var isLeaving = CaseFeeds.HomeAfter(fact.Happened) is { } moved && moved != home;
        var after = isLeaving ? [] : CaseClocks.After(before, fact.Happened, fact.Version, fact.At);
        if (known && !isLeaving && after == before && Awaits(fact.Case, after))
        {
            _held[fact.Case] = _held[fact.Case] with { Version = fact.Version };
            return;
        }
        if (known) Release(fact.Case);
        if (!after.IsEmpty) Hold(new HeldClocks(fact.Case, fact.Version, new(after)));
    }

    /// <summary>What is due now, earliest first.</summary>
    public IEnumerable<DueMoment> DueBy(DateTimeOffset now) => _due.TakeWhile(moment => moment.DueAt <= now);

    /// <summary>The case has answered: it needs no further word until its next fact.</summary>
    /// <param name="version">The version that the case answered at; an older one than ours proves nothing.</param>
    public void Settle(DueMoment moment, long version)
    {
        if (!_held.TryGetValue(moment.Case, out var held) || version >= held.Version) _due.Remove(moment);
    }

    /// <summary>All that the fold knows, to be kept as a snapshot and never needed for truth.</summary>
    public ClockMemory Memory() => new(home, [.. Held]);

    /// <summary>A case that comes from another home brings its clocks along.</summary>
    private (ImmutableArray<CaseClock> Clocks, bool Known) Before(Committed fact) =>
        _held.TryGetValue(fact.Case, out var held) ? (held.Clocks.Items, true)
        : (CaseFeeds.MoveOf(fact.Happened)?.Clocks?.Items ?? [], false);

    /// <summary>Nothing of it was settled since; what a case refused is asked again after its next fact.</summary>
    private bool Awaits(CaseId openCase, ImmutableArray<CaseClock> clocks)
    {
        foreach (var clock in clocks)
        {
            if (!clock.Passed && !_due.Contains(new DueMoment(clock.DueAt, openCase, clock.Id))) return false;
        }
        return true;
    }

    private void Hold(HeldClocks held)
    {
        _held[held.Case] = held;
        foreach (var clock in held.Clocks.Items)
        {
            if (!clock.Passed) _due.Add(new DueMoment(clock.DueAt, held.Case, clock.Id));
        }
    }

    private void Release(CaseId openCase)
    {
        _held.Remove(openCase, out var held);
        foreach (var clock in held!.Clocks.Items) _due.Remove(new DueMoment(clock.DueAt, openCase, clock.Id));
    }
}

/// <summary>The clocks of one case after its fact of this version.</summary>
public sealed record HeldClocks(CaseId Case, long Version, FactList<CaseClock> Clocks);

/// <summary>A fold at rest.</summary>
public sealed record ClockMemory(HomeId Home, ImmutableArray<HeldClocks> Held);
