using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway;

namespace Twin.Silo.Tests.Thrice;

/// <summary>Finds the shortest way to each command that people may give, over the pure decisions of the city.</summary>
/// <remarks>
/// Breadth first: from each case as it stands, everybody says everything that a good form would say. Cases that stand
/// alike are looked at once. What the search cannot reach, no table lets through, or the wishes say too little.
/// </remarks>
internal sealed class WaySearch(CaseRules rules, Places places)
{
    /// <summary>The longest way that is looked for: to the rating of a whistle.</summary>
    private const int StepsMost = 7;

    private static readonly Words Kept = new("text", new string('a', 64));

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<Goal, Way> _found = [];
    private Queue<Node> _queue = new();

    public int Looked => _seen.Count;

    /// <summary>A goal for each command and each role that may give it.</summary>
    /// <param name="mayWait">Lets time pass until the next clock is due, where that is the only way.</param>
    public IReadOnlyDictionary<Goal, Way> Find(
        IEnumerable<Start> starts, IReadOnlyCollection<Goal> goals, DateTimeOffset now, bool mayWait = false)
    {
        Clear();
        foreach (var start in starts)
        {
            var state = Begun(start, now);
            Enqueue(new Node(state, now, start, []));
        }

        Walk(goals, node => Commands(node).Concat(mayWait ? Waiting(node) : []));
        return _found.ToDictionary();
    }

    /// <summary>Ways to the acts on an obligation, from where ways to whistles end.</summary>
    public IReadOnlyDictionary<Goal, Way> FindActs(
        IEnumerable<Way> whistles, IReadOnlyCollection<Goal> goals, DateTimeOffset now)
    {
        Clear();
        foreach (var way in whistles)
        {
            var state = way.Steps.Aggregate(
                Begun(way.Start, now), (before, step) => Take(before, step, now)!.Value.After);
            Enqueue(new Node(state, now, way.Start, way.Steps));
        }

        Walk(goals, Acts);
        return _found.ToDictionary();
    }

    private void Clear()
    {
        _seen.Clear();
        _found.Clear();
        _queue = new Queue<Node>();
    }

    private void Walk(IReadOnlyCollection<Goal> goals, Func<Node, IEnumerable<(Step Step, DateTimeOffset At)>> steps)
    {
        while (_found.Count < goals.Count && _queue.TryDequeue(out var node))
        {
            foreach (var (step, at) in steps(node))
            {
                if (Take(node.State, step, at) is not { } taken)
                {
                    continue;
                }

                var path = node.Path.Add(step with { Leads = taken.After.Stage });
                if (taken.Role is { } role && goals.Contains(new Goal(step.Word, role)))
                {
                    _found.TryAdd(new Goal(step.Word, role), new Way(new Goal(step.Word, role), node.Start, path));
                }

                if (path.Length < StepsMost)
                {
                    Enqueue(new Node(taken.After, at, node.Start, path));
                }
            }
        }
    }

    private void Enqueue(Node node)
    {
        if (_seen.Add(node.Look))
        {
            _queue.Enqueue(node);
        }
    }

    private static IEnumerable<(Step, DateTimeOffset)> Commands(Node node) =>
        from word in CityTables.Commands
        where word.Command is not ("Report" or "HandleOnSpot") && word.Who.Any(who => who != "System")
        from body in Wishes.Of(word.Command, node.State, node.Now)
        from player in Player.All
        where word.Who.Contains(player.Role)
        select (new Step(word.Command, player, player.IsReporter ? body with { Receipt = Wishes.Receipt } : body),
            node.Now);

    private static IEnumerable<(Step, DateTimeOffset)> Acts(Node node) =>
        from one in node.State.Obligations.Take(1)
        from act in ObligationActs.Given
        from player in Player.All
        select (new Step(act, player, Act: Wishes.OfAct(act, one)), node.Now);

    private static IEnumerable<(Step, DateTimeOffset)> Waiting(Node node) => node.State.Clocks
        .Where(clock => !clock.Passed).OrderBy(clock => clock.DueAt).Take(1)
        .Select(clock => (new Step("(wait)"), clock.DueAt > node.Now ? clock.DueAt : node.Now));

    private (CaseState After, string? Role)? Take(CaseState state, Step step, DateTimeOffset at)
    {
        if (OrderOf(state, step, at) is not { } order
            || Decided(state, order, at) is not { } after)
        {
            return null;
        }

        return (after, step.IsWait ? null : step.By!.Role);
    }

    private CaseOrder? OrderOf(CaseState state, Step step, DateTimeOffset at)
    {
        if (step.IsWait)
        {
            var clock = state.Clocks.Where(one => !one.Passed).MinBy(one => one.DueAt)!;
            return CaseFlow.WhenDue(state, clock.Id, clock.DueAt) is { } due
                ? CaseFlow.ByClock(state, clock.Id, due)
                : null;
        }

        var command = step.Act is { } act
            ? new CaseCommand.Oblige(state.Obligations[0].Id, ObligationActs.WishOf(step.Word, act, Kept))
            : Said(state, step.Word, step.Body!, at);
        return new CaseOrder(command, $"{state.Version}", step.By!.Actor(state.ReceiptHash), "search");
    }

    private CaseCommand Said(CaseState state, string word, CommandRequest body, DateTimeOffset at)
    {
        Assert.Null(
            CommandRules.Check("case", body, null, places, at, out var read) ?? CommandRules.Missing(word, body));
        var kin = new CaseKin(
            state.Parent ?? new CaseId(Wishes.Companion), true, state.Class, state.At, null, null, state.ReportedAt);
        return (read with
        {
            Words = body.Text is null ? null : Kept,
            Interim = body.Interim is null ? null : Kept,
            Place = read.At is { } spot ? new CaseSpot(places.HomeOf(spot), spot, null, null) : null,
        }).CommandOf(word, kin);
    }

    /// <summary>The facts of a command, and what the city does right after it; null when it says no.</summary>
    private CaseState? Decided(CaseState state, CaseOrder order, DateTimeOffset now)
    {
        var decision = CaseDecisions.Decide(state, Numbered(order), now, rules);
        if (decision.Refusal is not null)
        {
            return null;
        }

        foreach (var happened in decision.Happened)
        {
            state = state.After(
                happened, new CaseStamp(now, state.Version + 1, 0, order.CommandId, null, order.By.Account));
        }

        return CaseFlow.NextBySystem(state, rules) is { } next
            ? Decided(state, CaseFlow.BySystem(state, next), now) ?? state
            : state;
    }

    private static CaseOrder Numbered(CaseOrder order) => order.Command switch
    {
        CaseCommand.File file => order with { Command = file with { CaseNo = "no-1" } },
        CaseCommand.HandleOnSpot spot => order with { Command = spot with { CaseNo = "no-1" } },
        _ => order,
    };

    private CaseState Begun(Start start, DateTimeOffset now)
    {
        var (command, by) = (start.Report, start.OnSpot) switch
        {
            ({ } report, _) => ((CaseCommand)Reported(report), Actor.Anonymous),
            (_, { } spot) => (FixedOnSpot(spot), Player.All.Single(one => one.Role == "Worker").Actor("")),
            _ => throw new InvalidOperationException($"{start.Name} begins with nothing."),
        };
        if (start.OnSpot is not null)
        {
            by = by with { Home = new HomeId(places.Post(Player.WalkingSeat)!.AreaId) };
        }

        var state = CaseState.Absent(new CaseId("case"));
        return Decided(state, new CaseOrder(command, "begin", by, "search"), now)
            ?? throw new InvalidOperationException($"A case cannot begin as {start.Name}; expected a good report.");
    }

    private CaseCommand.Report Reported(ReportRequest report)
    {
        Assert.Null(Checks.Place(report.Lng, report.Lat, out var at));
        return new CaseCommand.Report(
            CaseSource.App, report.Home is { } home ? new HomeId(home) : places.HomeOf(at!.Value), at,
            report.DefaultPlace ?? false, null, null, null, report.Class, Severity.Unset,
            "receipt", LimitBy.Class, null, null, Relay: report.Relay);
    }

    private CaseCommand.HandleOnSpot FixedOnSpot(OnSpotRequest spot)
    {
        Assert.Null(Checks.Place(spot.Lng, spot.Lat, out var at));
        return new CaseCommand.HandleOnSpot(
            places.HomeOf(at!.Value), at, null, null, spot.Class, "no-1", null, true, true, "receipt");
    }

    /// <param name="Path">What led here.</param>
    private sealed record Node(CaseState State, DateTimeOffset Now, Start Start, ImmutableArray<Step> Path)
    {
        /// <summary>Cases that look so alike that the same can be done with them.</summary>
        public string Look { get; } = string.Join('|', [
            State.Stage, State.OwnerPost, State.OwnerDepartment, State.Class, State.Severity, State.At,
            State.Returns.Length, State.Disputed, State.Ruled, State.AwaitsDispatcher, State.SpotConfirmed,
            State.NothingFound, State.EndedAs, State.Reopenings, State.Parent, State.OnSpot, State.ExtensionsGranted,
            State.EscalationOpen, State.ReporterReachable, State.Reworks,
            string.Join(',', State.Offers.Where(one => !one.Over).Select(
                one => $"{one.Post} {one.Department} {one.Kind} {one.AcceptedAt is null}")),
            string.Join(',', State.Obligations.Take(1).Select(
                one => $"{one.Stage} {one.HasProgress} {one.Result is null} {one.Department}")),
        ]);
    }
}
