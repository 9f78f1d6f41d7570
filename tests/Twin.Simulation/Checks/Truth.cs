using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Posts;
using Twin.City.Tables;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Simulation.Faults;
using Twin.Simulation.Ground;

namespace Twin.Simulation.Checks;

/// <summary>The city as the log alone has it; folded once more, by nobody's memory.</summary>
internal sealed class Truth
{
    private const string ByClock = "clock/";

    /// <summary>A clock grain that died is missed by the round of the pump, five minutes later at most.</summary>
    private static readonly TimeSpan ClocksWithin = TimeSpan.FromMinutes(6);

    /// <summary>When nothing goes wrong a clock fires at its own moment; the log rounds it.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private static readonly HashSet<(CaseStage, string)> Allowed =
        [.. CityTables.Transitions.Where(row => row.Next is not null).Select(row => (row.Stage, row.Command))];

    private static readonly Dictionary<string, string> CommandWord =
        CityTables.Commands.ToDictionary(row => row.Fact, row => row.Command, StringComparer.Ordinal);

    private readonly CityTree _tree = new(SmallTown.City);
    private readonly Dictionary<string, BoardFold> _boards;
    private readonly Dictionary<string, PostTasks> _posts;

    private readonly Dictionary<(string Stream, string Command), long> _commits = [];
    private readonly HashSet<string> _numbers = [];
    private readonly HashSet<(string Stream, string Command)> _fired = [];
    private readonly List<string> _faults = [];
    private readonly DateTimeOffset _exactFrom;
    private readonly MetricRecount _recount = new();

    /// <param name="exactFrom">Since when nothing goes wrong: from then on clocks fire at their moment.</param>
    public Truth(IEventLog log, DateTimeOffset now, DateTimeOffset? exactFrom = null)
    {
        _exactFrom = exactFrom ?? DateTimeOffset.MaxValue;
        _tree.Follow(log, CancellationToken.None).GetAwaiter().GetResult();
        Homes = [.. _tree.Book.All];
        Posts = [.. _tree.Book.Posts.Select(post => post.Id)];
        _boards = Homes.ToDictionary(
            home => home.Value, home => new BoardFold(home, _tree.HouseholdsOf(home)), StringComparer.Ordinal);
        _posts = Posts.ToDictionary(post => post, post => new PostTasks(new PostId(post)), StringComparer.Ordinal);
        foreach (var fact in log.ReadAll(0, int.MaxValue, CancellationToken.None).AsTask().Result)
        {
            Facts++;
            CheckOnce(fact);
            if (CaseFacts.Committed(fact) is { } committed)
            {
                Apply(fact, committed);
            }
        }

        CheckClocks(exactFrom is null ? now - ClocksWithin : now - Moment);
        CheckLives();
        if (exactFrom is not null) CheckMetrics(now);
    }

    /// <summary>Also those that are over.</summary>
    public IReadOnlyList<HomeId> Homes { get; }

    public IReadOnlyList<string> Posts { get; }

    public HomeId Root => _tree.Root;

    /// <summary>How often the map was changed.</summary>
    public long MapVersion => _tree.Book.Version;

    public long Facts { get; private set; }

    public int AppliedTwice { get; private set; }

    /// <summary>Clocks whose moment came and was noticed.</summary>
    public int Fired { get; private set; }

    /// <summary>Of those, while nothing went wrong: each at its moment.</summary>
    public int FiredExactly { get; private set; }

    /// <summary>Clocks that fired early, again or never, or were started wrongly.</summary>
    public int ClocksWrong { get; private set; }

    /// <summary>Cases that nobody waits for, and merged ones that nobody counts.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Metrics that are otherwise when they are counted fact by fact.</summary>
    public int MetricsWrong { get; private set; }

    /// <summary>Open cases for which only a passed clock stands: shown as late, climbing no more.</summary>
    public int LeftLate { get; private set; }

    public SortedDictionary<string, CaseState> Cases { get; } = new(StringComparer.Ordinal);

    /// <summary>Facts that no rule allows where they stand, and numbers given twice.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Cells of stage × command that led to a fact.</summary>
    public HashSet<(string Stage, string Command)> Done { get; } = [];

    public IEnumerable<string> TasksOf(string post) => _posts[post].Open.Select(
        task => $"{task.Offer} {task.Kind} {task.Accepted} {task.Arrived}");

    /// <summary>The command's id as it was given, also where a seeded bug hides it from the log.</summary>
    public static string CommandOf(Fact fact) => CommandKey.IdOf(fact.CommandId).Split(BuggyLog.Again)[0];

    /// <summary>An area that lost a child still says that it has seen the child's last position.</summary>
    public Board Comparable(Board board) => MapVersion == 0 ? board : board with { Position = 0 };

    /// <summary>False for a home that is over: no open case may stay there.</summary>
    public bool IsLive(HomeId home) => _tree.Book.Find(home) is { IsLive: true };

    /// <summary>A home's board with all below it, at a minute.</summary>
    public Board BoardOf(HomeId home, long minute)
    {
        var board = _boards[home.Value].AsOf(minute);
        foreach (var child in _tree.ChildrenOf(home))
        {
            board = board.Add(BoardOf(child, minute));
        }

        return board;
    }

    /// <summary>One command is one commit: a second one means that it was carried out twice.</summary>
    private void CheckOnce(Fact fact)
    {
        var key = (fact.Stream, CommandOf(fact));
        if (!_commits.TryAdd(key, fact.Commit) && _commits[key] != fact.Commit)
        {
            AppliedTwice++;
            _faults.Add($"{fact.CommandId} of {fact.Stream} is in commits {_commits[key]} and {fact.Commit}");
        }
    }

    private void Apply(Fact fact, Committed committed)
    {
        var id = committed.Case.Value;
        var state = Cases.TryGetValue(id, out var known) ? known : CaseState.Absent(committed.Case);
        CheckAllowed(fact, state, committed.Happened);
        CheckFired(fact, state, committed.Happened);
        Cases[id] = state.After(committed.Happened, CaseFacts.StampOf(fact));
        CheckRules(fact, state, committed.Happened, Cases[id]);
        _recount.Apply(committed, state, Cases[id]);
        foreach (var (feed, _) in fact.Feeds)
        {
            var (kind, name) = Twin.Grains.Feeds.FeedName.Part(feed);
            if (kind == Twin.Grains.Feeds.FeedName.Area)
            {
                Fold(fact, () => _boards[name].Apply(committed));
            }
            else if (kind == Twin.Grains.Feeds.FeedName.Post)
            {
                _posts[name].Apply(committed);
            }
        }
    }

    /// <summary>Whatever was due and still runs should have fired.</summary>
    private void CheckClocks(DateTimeOffset due)
    {
        foreach (var state in Cases.Values)
        {
            // While a case is pending its offers wait: the table lets none expire, and asks again when it goes on.
            foreach (var clock in state.Clocks.Where(clock => !clock.Passed && clock.DueAt < due
                && !(state.Stage == CaseStage.Pending && clock.Id.Row == "OfferAnswer")))
            {
                ClocksWrong++;
                _faults.Add($"clock {clock.Id} of case {state.Id} in {state.Stage} was due at {clock.DueAt:O}");
            }
        }
    }

    /// <summary>A clock fires once, while it runs, not early, and at its moment unless something is wrong.</summary>
    private void CheckFired(Fact fact, CaseState before, CaseEvent happened)
    {
        var commandId = CommandOf(fact);
        var isByClock = commandId.StartsWith(ByClock, StringComparison.Ordinal);
        // A pause stores what was due before it: several may pass in one commit, each by its own name.
        var name = happened is CaseEvent.DeadlinePassed { Clock: var own } && !isByClock ? own.ToString() : commandId;
        if (!(isByClock || happened is CaseEvent.DeadlinePassed) || !_fired.Add((fact.Stream, name)))
        {
            // The steps that ride on a clock's own are in the same commit.
            return;
        }

        Fired++;
        var clock = before.Clocks.FirstOrDefault(one => happened is CaseEvent.DeadlinePassed passed
            ? one.Id == passed.Clock && one.DueAt == passed.DueAt
            : one.Id.ToString() == commandId[ByClock.Length..]);
        var late = fact.At - (clock?.DueAt ?? fact.At);
        var isExact = clock is not null && clock.DueAt >= _exactFrom;
        FiredExactly += isExact ? 1 : 0;
        if (clock is null or { Passed: true } || late < TimeSpan.Zero || (isExact && late > Moment))
        {
            ClocksWrong++;
            _faults.Add($"position {fact.Position}: {CaseWords.FactOf(happened)} of {fact.Stream} by {commandId} at "
                + $"{fact.At:O}; the clock: {clock?.ToString() ?? "does not run"}");
        }
    }

    private void CheckRules(Fact fact, CaseState before, CaseEvent happened, CaseState after)
    {
        if (CommandWord.TryGetValue(CaseWords.FactOf(happened), out var word)
            && ClockBook.Wrong(before, word, happened, after, fact.At) is { } clocks)
        {
            ClocksWrong++;
            _faults.Add($"position {fact.Position}: {CaseWords.FactOf(happened)} of {fact.Stream} in {before.Stage} "
                + clocks);
        }

        if (ClockBook.Forgiven(after) is { } forgiven)
        {
            ClocksWrong++;
            _faults.Add($"position {fact.Position}: {fact.Stream} {forgiven}");
        }

        if (LifeRules.Broken(before, happened, after) is { } broken)
        {
            _faults.Add($"position {fact.Position}: {fact.Stream} in {before.Stage} {broken}");
        }
    }

    private void CheckMetrics(DateTimeOffset now)
    {
        foreach (var difference in _recount.Differences(Cases.Values, now))
        {
            MetricsWrong++;
            _faults.Add($"metric {difference}");
        }
    }

    /// <summary>In the end each case is waited for by a clock or by somebody.</summary>
    private void CheckLives()
    {
        foreach (var state in Cases.Values)
        {
            LeftLate += LifeRules.IsLeftLate(state) ? 1 : 0;
            if ((LifeRules.Forgotten(state) ?? LifeRules.Neglected(state)
                ?? LifeRules.Uncounted(state, Find) ?? LifeRules.Overcounted(state, Find)) is { } forgotten)
            {
                Forgotten++;
                _faults.Add($"case {state.Id} {forgotten}");
            }
        }
    }

    private CaseState? Find(CaseId id) => Cases.GetValueOrDefault(id.Value);

    private void Fold(Fact fact, Action apply)
    {
        try
        {
            apply();
        }
        catch (InvalidOperationException impossible)
        {
            _faults.Add($"position {fact.Position}: {impossible.Message}");
        }
    }

    private void CheckAllowed(Fact fact, CaseState state, CaseEvent happened)
    {
        if (!CommandWord.TryGetValue(CaseWords.FactOf(happened), out var word))
        {
            // No command of the table: the map has moved under an open case, or a department does what it owes.
            if (happened is CaseEvent.Rehomed && !state.Stage.IsOpen())
            {
                _faults.Add($"position {fact.Position}: {fact.Stream} was taken home in {state.Stage}");
            }

            return;
        }

        Done.Add((state.Stage.ToString(), word));
        // Departments are rated also when the case is over: that clock outlives it.
        // Whoever is reinforced is joined by another whistle, by the ladder of obligations and not by the table.
        var isOwed = happened is CaseEvent.DeadlinePassed { Clock.Obligation: not null }
            || (happened is CaseEvent.WhistleRaised && state.Steps.Items[^1].Kind == nameof(CaseEvent.ObligationMoved));
        if (!isOwed && !Allowed.Contains((state.Stage, word)))
        {
            _faults.Add($"position {fact.Position}: {CaseWords.FactOf(happened)} of {fact.Stream} in {state.Stage}");
        }

        var number = happened switch
        {
            CaseEvent.Filed e => e.CaseNo,
            CaseEvent.HandledOnSpot e => e.CaseNo,
            _ => null,
        };
        if (number is not null && !_numbers.Add(number))
        {
            _faults.Add($"position {fact.Position}: number {number} of {fact.Stream} was given before");
        }

        if (happened is CaseEvent.Closed && state.ObjectionUntil is { } until && fact.At < until)
        {
            _faults.Add($"position {fact.Position}: {fact.Stream} was closed at {fact.At:O}, not due before {until:O}");
        }
    }
}
