using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.City.Boards;

/// <summary>A home's own board as a fold of its feed <c>area:{home}</c>, each fact once and in order.</summary>
/// <remarks>
/// A case that moves is taken off the old home and put on the new one; what was counted at its first fact (Reported,
/// DefaultPlace, Drill, OnSpot, heat) stays with the home of that fact. A case that ends leaves the memory; a fact that
/// opens it again brings along what it was (<see cref="CaseEvent.Brief"/>), and its end is no longer counted.
/// Not safe for two threads; a grain has one turn at a time.
/// </remarks>
public sealed class BoardFold
{
    private readonly Dictionary<CaseId, CaseTrace> _open = [];
    private readonly DueMinutes _due = new();
    private Board _board;
    private Heat _heat;

    public BoardFold(HomeId home, int households) => (Home, Households) = (home, households);

    /// <summary>Goes on from a kept memory.</summary>
    public BoardFold(BoardMemory memory) : this(memory.Home, memory.Households)
    {
        _board = memory.Board;
        _heat = new Heat(memory.Board.AsOfMinute, memory.Board.HeatMicros);
        foreach (var trace in memory.Open) Remember(trace);
    }

    public HomeId Home { get; }

    /// <summary>Households of the home; 0 where the source gives none. Heat is per 100 of them.</summary>
    public int Households { get; }

    /// <summary>The home's open cases.</summary>
    public IReadOnlyDictionary<CaseId, CaseTrace> Open => _open;

    /// <summary>Folds one fact and answers what is now known of its case; null when it ended before.</summary>
    /// <remarks>Also of one that has just left or ended: then the trace is not open, and no longer in memory.</remarks>
    public CaseTrace? Apply(Committed fact)
    {
        var known = _open.GetValueOrDefault(fact.Case);
        var trace = known?.After(fact, Home) ?? CaseTrace.Begin(fact, Home);
        if (trace is null && !MayFollowTheEnd(fact.Happened))
        {
            throw new InvalidOperationException(
                $"Home '{Home}' met {CaseWords.FactOf(fact.Happened)} of case '{fact.Case}' at position "
                + $"{fact.Position} without its first fact; fold the feed from its start.");
        }

        _heat.Advance(CanonicalMinute.Of(fact.At));
        if (known is not null) Forget(known);
        _board = _board with { Facts = _board.Facts + 1, Position = Math.Max(_board.Position, fact.Position) };
        if (trace is null) return null;
        if (known is null) Begin(trace, fact.Happened);
        if (trace.IsOpen) Count(trace, 1);
        else if (trace.MovedTo is null) End(trace.Stage, trace.Judged, 1);
        if (trace.IsOpen) Remember(trace);
        return trace;
    }

    /// <summary>The board at a canonical minute; never before that of the last fact. Looking changes nothing.</summary>
    public Board AsOf(long minute)
    {
        var at = Math.Max(minute, _heat.AtMinute);
        return _board with { AsOfMinute = at, HeatMicros = _heat.Look(at), Overdue = _due.PassedAt(at) };
    }

    /// <summary>All that the fold knows, to be kept as a snapshot and never needed for truth.</summary>
    public BoardMemory Memory() => new(
        Home, Households, AsOf(_heat.AtMinute),
        [.. _open.Values.OrderBy(trace => trace.Case.Value, StringComparer.Ordinal)]);

    /// <summary>Facts that leave an ended case ended, or take it away to another home.</summary>
    private static bool MayFollowTheEnd(CaseEvent happened) => happened is CaseEvent.Archived or CaseEvent.Unfollowed
        or CaseEvent.DuplicateRemoved or CaseEvent.Rated or CaseEvent.ObligationRated or CaseEvent.ObligationMoved
        or CaseEvent.DeadlinePassed { Clock.Obligation: not null }
        || (happened.Brief is { } brief && brief.Stage.IsEnded());

    private void Begin(CaseTrace trace, CaseEvent first)
    {
        if (first.Brief is { } brief) End(brief.Stage, brief.Judged, -1);
        if (first is not (CaseEvent.Reported or CaseEvent.HandledOnSpot)) return;
        var isOnSpot = first is CaseEvent.HandledOnSpot;
        _board = _board with
        {
            Reported = _board.Reported + 1,
            OnSpot = _board.OnSpot + (isOnSpot ? 1 : 0),
            DefaultPlace = _board.DefaultPlace + (trace.DefaultPlace ? 1 : 0),
            Drill = _board.Drill + (trace.Tag is null ? 0 : 1),
        };
        if (!isOnSpot && !trace.DefaultPlace) _heat.Add(Heat.Of(trace.Severity, Households));
    }

    /// <summary>What was turned down, merged or referred out is counted in no figure of its own.</summary>
    private void End(CaseStage stage, Timeliness judged, int by)
    {
        if (stage == CaseStage.Voided) _board = _board with { Voided = _board.Voided + by };
        if (stage != CaseStage.Closed) return;
        _board = _board with
        {
            Closed = _board.Closed + by,
            ClosedOnTime = _board.ClosedOnTime + (judged == Timeliness.OnTime ? by : 0),
            ClosedLate = _board.ClosedLate + (judged == Timeliness.Late ? by : 0),
            ClosedNoLimit = _board.ClosedNoLimit + (judged is Timeliness.NoLimit or Timeliness.Unjudged ? by : 0),
        };
    }

    private void Count(CaseTrace trace, int by)
    {
        var group = StageGroups.Of(trace.Stage);
        _board = _board with
        {
            Open = _board.Open + by,
            Unassigned = _board.Unassigned + (group == StageGroup.Unassigned ? by : 0),
            Awaiting = _board.Awaiting + (group == StageGroup.Awaiting ? by : 0),
            Handling = _board.Handling + (group == StageGroup.Handling ? by : 0),
            Checking = _board.Checking + (group == StageGroup.Checking ? by : 0),
            Ungraded = _board.Ungraded + (trace.Severity == Severity.Unset ? by : 0),
            S1 = _board.S1 + (trace.Severity == Severity.S1 ? by : 0),
            S2 = _board.S2 + (trace.Severity == Severity.S2 ? by : 0),
            S3 = _board.S3 + (trace.Severity == Severity.S3 ? by : 0),
            S4 = _board.S4 + (trace.Severity == Severity.S4 ? by : 0),
        };
    }

    private void Remember(CaseTrace trace)
    {
        _open[trace.Case] = trace;
        if (trace.Awaited is { } dueAt) _due.Add(dueAt);
    }

    private void Forget(CaseTrace trace)
    {
        Count(trace, -1);
        _open.Remove(trace.Case);
        if (trace.Awaited is { } dueAt) _due.Remove(dueAt);
    }
}

/// <summary>A fold at rest. The board is as of its last fact.</summary>
public sealed record BoardMemory(HomeId Home, int Households, Board Board, ImmutableArray<CaseTrace> Open);
