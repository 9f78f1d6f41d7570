using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Duplicates;
using Twin.City.Triage;

namespace Twin.Long.Storm;

/// <summary>Takes reports through the pure life of a case, in the order of time; clocks fire.</summary>
/// <remarks>
/// The records know when a matter was opened and closed, no more. So an owner accepts at once, the source's close is
/// the handling, and a check follows it at once: whatever is late, is late by the clocks of the review and of the
/// handling.
/// </remarks>
internal sealed class StormLife
{
    private static readonly HomeId Grid = new("boston");
    private static readonly PostId Seat = new("crew");
    private static readonly PostId CheckSeat = new("checker");
    private static readonly Actor Crew = new("crew", ["Worker", "Handler"], Grid, null, Seat);
    private static readonly Actor Checker = new("checker", ["Checker"], Grid, null, CheckSeat);

    private static readonly CaseRules Rules = new()
    {
        Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        Covers = (own, home) => own == home,
        IsGrid = home => home == Grid,
        SeatFor = _ => Seat,
        CheckSeatFor = (_, _) => CheckSeat,
    };

    private readonly PriorityQueue<Action, (DateTimeOffset At, long Number)> _ahead = new();
    private readonly Dictionary<CaseId, CaseState> _cases = [];
    private readonly HashSet<(CaseId Case, ClockId Clock, DateTimeOffset DueAt)> _armed = [];
    private readonly DuplicateIndex _index = new(DuplicateSearch.MergeWithin);
    private DateTimeOffset _now;
    private long _numbers;

    public IEnumerable<CaseState> Cases => _cases.Values;

    public List<(CaseId Case, DateTimeOffset At, CaseEvent Happened)> Facts { get; } = [];

    public int Asked { get; private set; }

    public List<string> Refused { get; } = [];

    public void Add(StormReport report)
    {
        At(report.Seen.ReportedAt, () => Report(report));
        if (report.ClosedAt is { } closed) At(closed, () => Close(report.Seen.Case));
    }

    /// <summary>All that happens up to a moment.</summary>
    public void Run(DateTimeOffset until)
    {
        while (_ahead.TryPeek(out _, out var next) && next.At <= until)
        {
            _now = next.At;
            _ahead.Dequeue()();
        }
    }

    private void Report(StormReport report)
    {
        var seen = report.Seen;
        var kind = TriageRules.Propose(seen.Class, Severity.Unset, report.Text, Circumstances.None)!;
        var matches = seen.At is null ? [] : _index.Find(seen, _now, DuplicateWeights.Proposed);
        _cases[seen.Case] = CaseState.Absent(seen.Case);
        Do(seen.Case, new CaseCommand.Report(
            CaseSource.Hotline, Grid, seen.At, seen.At is null, seen.Building, null,
            new Words($"text/{seen.Case}", "0"), seen.Class, Severity.Unset, "receipt", LimitBy.Class, null,
            seen.Case.Value), Actor.Anonymous with { Roles = ["Reporter"] });
        var step = TriageRules.StepFor(matches, kind.Severity);
        if (step == DuplicateStep.Merge)
        {
            var parent = matches[0].Case;
            var kin = CaseKin.Of(parent, _cases[parent].Sight());
            Do(seen.Case, new CaseCommand.Merge(kin, matches[0].Confidence, Confirmed: false), Actor.System);
            Do(parent, new CaseCommand.AddDuplicate(seen.Case), Actor.System);
            return;
        }

        // A receiver looks and files: nobody in the records says what became of it.
        Asked += step == DuplicateStep.Ask ? 1 : 0;
        _index.Add(seen);
        GoOn(seen.Case);
        if (_cases[seen.Case].Stage == CaseStage.AwaitAccept) Do(seen.Case, new CaseCommand.Accept(null), Crew);
    }

    private void Close(CaseId id)
    {
        var stage = _cases[id].Stage;
        if (stage is CaseStage.UnderReview or CaseStage.Merged) return;
        var done = new Words("result", "0");
        if (Do(id, new CaseCommand.Handle(done, AfterPhoto: true), Crew))
        {
            GoOn(id);
            Do(id, new CaseCommand.Accept(null), Checker);
            Do(id, new CaseCommand.PassCheck(done, Photo: true), Checker);
            _index.Remove(id);
        }
    }

    private void Fire(CaseId id, ClockId clock, DateTimeOffset dueAt)
    {
        if (CaseFlow.WhenDue(_cases[id], clock, dueAt) is { } command)
        {
            Do(id, command, Actor.System);
            GoOn(id);
        }
    }

    /// <summary>What the System does by itself, until somebody is awaited.</summary>
    private void GoOn(CaseId id)
    {
        while (CaseFlow.NextBySystem(_cases[id], Rules) is { } next)
        {
            var command = next is CaseCommand.File file ? file with { CaseNo = $"no-{++_numbers}" } : next;
            if (!Do(id, command, Actor.System)) return;
        }
    }

    private bool Do(CaseId id, CaseCommand command, Actor by)
    {
        var state = _cases[id];
        var order = new CaseOrder(command, $"command-{++_numbers}", by, "storm");
        var decision = CaseDecisions.Decide(state, order, _now, Rules);
        if (decision.Refusal is { } no)
        {
            Refused.Add($"{CaseWords.CommandOf(command)} in {state.Stage}: {no.Code}");
            return false;
        }

        foreach (var happened in decision.Happened)
        {
            var version = state.Version + 1;
            state = state.After(happened, new CaseStamp(_now, version, ++_numbers, order.CommandId, null));
            Facts.Add((id, _now, happened));
        }

        _cases[id] = state;
        foreach (var clock in state.Clocks.Where(clock => !clock.Passed && _armed.Add((id, clock.Id, clock.DueAt))))
        {
            At(clock.DueAt < _now ? _now : clock.DueAt, () => Fire(id, clock.Id, clock.DueAt));
        }

        return true;
    }

    private void At(DateTimeOffset moment, Action what) => _ahead.Enqueue(what, (moment, _numbers++));
}
