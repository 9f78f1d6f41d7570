using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.Geo;

namespace Twin.City.Tests;

/// <summary>A log in memory: random choices become commands, commands facts, facts feeds.</summary>
/// <remarks>The same choices give the same log, so a failure is repeated from what FsCheck prints.</remarks>
internal sealed class TownLog
{
    private static readonly string?[] Classes = ["E0406", "E0102", "E0401", "X-FIRE", null];
    private static readonly Actor[] Workers = [Town.NorthWorker, Town.SouthWorker];

    private readonly Dictionary<CaseId, CaseState> _cases = [];
    private readonly Dictionary<string, long> _feeds = [];
    private long _commands;

    public IReadOnlyDictionary<CaseId, CaseState> Cases => _cases;

    public List<Committed> Facts { get; } = [];

    public DateTimeOffset Now { get; private set; } = Town.Morning;

    public static TownLog Of(IEnumerable<int> choices)
    {
        var log = new TownLog();
        foreach (var choice in choices) log.Step(choice);
        return log;
    }

    /// <summary>The facts of one home's feed, in order.</summary>
    public IEnumerable<Committed> FeedOf(HomeId home) =>
        Facts.Where(fact => fact.Feeds.Any(mark => mark.Feed == CaseFeeds.Area(home)));

    public void Step(int choice)
    {
        var dice = new Dice(choice);
        Now = Now.AddSeconds(dice.Next(600));
        if (dice.Next(40) == 0) Now = Now.AddHours(dice.Next(30));
        var worker = Workers[dice.Next(2)];
        var pick = dice.Next(16);
        if (pick < 3 || _cases.Count == 0) Begin(dice, worker);
        else Go(_cases.Values.ElementAt(dice.Next(_cases.Count)), pick, dice, worker);
    }

    private void Begin(Dice dice, Actor worker)
    {
        var id = new CaseId($"case-{_cases.Count + 1}");
        if (dice.Next(5) == 0) Do(id, OnSpot(dice, worker), worker, null);
        else if (dice.Next(4) == 0) Do(id, Old(dice), Town.Source, Now.AddDays(-400 + dice.Next(9)));
        else Do(id, Report(dice), Actor.Anonymous, null);
    }

    private void Go(CaseState state, int pick, Dice dice, Actor worker)
    {
        // An older record is carried on by its source, and now and then by the people of the city.
        var isSource = state.IsHistory && dice.Next(8) != 0;
        DateTimeOffset? occurred = isSource ? Now.AddDays(-395 + dice.Next(9)) : null;
        var (command, by) = pick < 11 ? Next(state, dice, worker) : Any(state, dice, worker);
        Do(state.Id, command, isSource && by != Actor.System ? Town.Source : by, occurred);
    }

    /// <summary>What usually comes next in this stage.</summary>
    private static (CaseCommand, Actor) Next(CaseState state, Dice dice, Actor worker) => state.Stage switch
    {
        CaseStage.UnderReview => (File(dice), Town.Filer),
        CaseStage.Dispatching => (new CaseCommand.Dispatch(worker.Post, null), Town.Dispatcher),
        CaseStage.AwaitAccept => (new CaseCommand.Accept(null), worker),
        CaseStage.Handling => (new CaseCommand.Handle(Town.Text, true), worker),
        CaseStage.Checking => (new CaseCommand.PassCheck(Town.Text, true), worker),
        CaseStage.Handled => (new CaseCommand.Close(), Actor.System),
        _ => (new CaseCommand.Arrive(), worker),
    };

    private static (CaseCommand, Actor) Any(CaseState state, Dice dice, Actor worker) => dice.Next(13) switch
    {
        0 => (File(dice), Town.Filer),
        1 => (new CaseCommand.Dispatch(worker.Post, null), Town.Dispatcher),
        2 => (new CaseCommand.Offer(worker.Post!.Value, state.Stage.TaskOf() ?? TaskKind.Handle), Town.Dispatcher),
        3 when state.Offers.Length > 0 => (new CaseCommand.ExpireOffer(state.Offers[^1].Offer), Actor.System),
        4 => (new CaseCommand.Accept(null), worker),
        5 => (new CaseCommand.Arrive(), worker),
        6 => (new CaseCommand.PassCheck(Town.Text, true), worker),
        7 => (new CaseCommand.Close(), Actor.System),
        8 => (new CaseCommand.Void("Test", true), Town.Filer),
        9 => (new CaseCommand.Supervise(1 + dice.Next(4), "T5"), Actor.System),
        10 when !state.Clocks.IsEmpty => (Move(state.Clocks[dice.Next(state.Clocks.Length)], dice), Actor.System),
        11 when !state.Clocks.IsEmpty => (Due(state.Clocks[dice.Next(state.Clocks.Length)]), Actor.System),
        _ => (new CaseCommand.Handle(Town.Text, true), worker),
    };

    private static CaseCommand.MoveDeadline Move(CaseClock clock, Dice dice) =>
        new(clock.Id, clock.DueAt.AddHours(dice.Next(48) - 24), dice.Next(2) == 0 ? "Mode" : "Calendar");

    private static CaseCommand.PassDeadline Due(CaseClock clock) => new(clock.Id, clock.DueAt);

    private static CaseCommand.File File(Dice dice) => new(
        Classes[dice.Next(4)], (Severity)dice.Next(5),
        dice.Next(3) != 0 ? null : dice.Next(2) == 0 ? Town.North : Town.South, "no-1");

    private void Do(CaseId id, CaseCommand command, Actor by, DateTimeOffset? occurredAt)
    {
        var state = _cases.GetValueOrDefault(id) ?? CaseState.Absent(id);
        var tag = id.Value.EndsWith('7') ? "drill" : null;
        var order = new CaseOrder(command, $"command-{++_commands}", by, "test", occurredAt, Tag: tag);
        var decision = CaseDecisions.Decide(state, order, Now, Town.Rules);
        foreach (var happened in decision.Happened) state = Store(state, happened, order);
        if (state.Version > 0) _cases[id] = state;
    }

    private CaseState Store(CaseState state, CaseEvent happened, CaseOrder order)
    {
        long version = state.Version + 1, position = Facts.Count + 1;
        var next = state.After(happened, new CaseStamp(Now, version, position, order.CommandId, order.Tag));
        var marks = CaseFeeds.Of(state, happened, next).Select(feed =>
            new FeedMark(feed, _feeds[feed] = _feeds.GetValueOrDefault(feed) + 1)).ToImmutableArray();
        Facts.Add(new Committed(state.Id, version, position, marks, Now, order.Tag, happened));
        return next;
    }

    private static CaseCommand.Report Report(Dice dice) => Town.Flood with
    {
        Home = dice.Next(2) == 0 ? Town.North : Town.South,
        Class = Classes[dice.Next(5)],
        Severity = (Severity)dice.Next(5),
        DefaultPlace = dice.Next(6) == 0,
    };

    private CaseCommand.Report Old(Dice dice) => Report(dice) with
    {
        LimitBy = LimitBy.Source,
        DueAt = dice.Next(3) == 0 ? null : Now.AddDays(-398 + dice.Next(9)),
    };

    private static CaseCommand.HandleOnSpot OnSpot(Dice dice, Actor worker) => new(
        worker.Home!.Value, new LngLat(120, 30), null, null, dice.Next(4) == 0 ? "E0406" : "E0102", "no-1",
        Town.Text, true, true, "receipt");

    /// <summary>Many small choices out of one number.</summary>
    private sealed class Dice(int choice)
    {
        private readonly Random _chance = new(choice);

        public int Next(int below) => _chance.Next(below);
    }
}
