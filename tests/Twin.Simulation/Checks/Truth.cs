using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Clocks;
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
    /// <summary>A clock grain that died is missed by the round of the pump, five minutes later at most.</summary>
    private static readonly TimeSpan ClocksWithin = TimeSpan.FromMinutes(6);

    private static readonly HashSet<(CaseStage, string)> Allowed =
        [.. CityTables.Transitions.Where(row => row.Next is not null).Select(row => (row.Stage, row.Command))];

    private static readonly Dictionary<string, string> CommandWord =
        CityTables.Commands.ToDictionary(row => row.Fact, row => row.Command, StringComparer.Ordinal);

    private readonly CityTree _tree = new(SmallTown.City);
    private readonly Dictionary<string, BoardFold> _boards;
    private readonly Dictionary<string, PostTasks> _posts;

    private readonly Dictionary<(string Stream, string Command), long> _commits = [];
    private readonly HashSet<string> _numbers = [];
    private readonly HashSet<(string Stream, ClockId Clock, DateTimeOffset DueAt)> _fired = [];
    private readonly List<string> _faults = [];

    public Truth(IEventLog log, DateTimeOffset now)
    {
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

        CheckClocks(now - ClocksWithin);
    }

    /// <summary>Also those that are over.</summary>
    public IReadOnlyList<HomeId> Homes { get; }

    public IReadOnlyList<string> Posts { get; }

    public HomeId Root => _tree.Root;

    /// <summary>How often the map was changed.</summary>
    public long MapVersion => _tree.Book.Version;

    public long Facts { get; private set; }

    public int AppliedTwice { get; private set; }

    /// <summary>Deadlines that passed and were noticed.</summary>
    public int Fired { get; private set; }

    /// <summary>Clocks that fired early, again or never.</summary>
    public int ClocksWrong { get; private set; }

    public SortedDictionary<string, CaseState> Cases { get; } = new(StringComparer.Ordinal);

    /// <summary>Facts that no rule allows where they stand, and numbers given twice.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Cells of stage × command that led to a fact.</summary>
    public HashSet<(string Stage, string Command)> Done { get; } = [];

    public IEnumerable<string> TasksOf(string post) => _posts[post].Open.Select(
        task => $"{task.Offer} {task.Kind} {task.Accepted} {task.Arrived}");

    /// <summary>The command's id as it was given, also where a seeded bug hides it from the log.</summary>
    public static string CommandOf(Fact fact) => fact.CommandId.Split(BuggyLog.Again)[0];

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
        CheckFired(fact, committed.Happened);
        Cases[id] = state.After(committed.Happened, CaseFacts.StampOf(fact));
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
            foreach (var clock in state.Clocks.Where(clock => !clock.Passed && clock.DueAt < due))
            {
                ClocksWrong++;
                _faults.Add($"clock {clock.Id} of case {state.Id} in {state.Stage} was due at {clock.DueAt:O}");
            }
        }
    }

    private void CheckFired(Fact fact, CaseEvent happened)
    {
        if (happened is not CaseEvent.DeadlinePassed passed)
        {
            return;
        }

        Fired++;
        if (fact.At < passed.DueAt || !_fired.Add((fact.Stream, passed.Clock, passed.DueAt)))
        {
            ClocksWrong++;
            _faults.Add($"position {fact.Position}: clock {passed.Clock} of {fact.Stream}, due at {passed.DueAt:O}, "
                + $"fired at {fact.At:O}, early or again");
        }
    }

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
        if (happened is CaseEvent.Rehomed)
        {
            // No command: the map has moved under an open case.
            if (!state.Stage.IsOpen())
            {
                _faults.Add($"position {fact.Position}: {fact.Stream} was taken home in {state.Stage}");
            }

            return;
        }

        var word = CommandWord[CaseWords.FactOf(happened)];
        Done.Add((state.Stage.ToString(), word));
        if (!Allowed.Contains((state.Stage, word)))
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
