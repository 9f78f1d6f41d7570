using System.Collections.Concurrent;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Cases;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Posts;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Traffic;

/// <summary>
/// Simulated workers at the posts: they accept, arrive, handle and check, each after a plausible while.
/// </summary>
/// <remarks>Where a person has signed on, that person acts. A minute stands for about an hour.</remarks>
internal sealed partial class DemoPosts(
    CityTree tree, CaseList list, CaseDoor cases, Intake intake, Seats seats, IGrainFactory grains, IIdSource ids,
    TimeProvider time, ILogger<DemoPosts> logger)
{
    /// <summary>Steps of a life from accepted to closed.</summary>
    public const int Steps = 7;

    /// <summary>Steps a second of all posts together; in a storm the rest waits, as it would.</summary>
    private const int MostStepsPerSecond = 25;

    /// <summary>Account names of simulated workers begin like this.</summary>
    public const string AccountPrefix = "demo-";

    private const int Seed = 2_311;
    private const double OnDutyShare = 0.7;
    private const string Client = "demo-posts";

    private static readonly CaseStage[] Handled =
        [CaseStage.UnderReview, CaseStage.Dispatching, CaseStage.AwaitAccept, CaseStage.Handling, CaseStage.Checking];

    private readonly Random _random = new(Seed);
    private readonly HashSet<PostId> _seen = [];
    private readonly ConcurrentQueue<CaseId> _begun = new();
    private readonly PriorityQueue<CaseId, DateTimeOffset> _due = new();
    private AreaBook? _map;

    public static bool IsSimulated(string account) => account.StartsWith(AccountPrefix, StringComparison.Ordinal);

    public static Actor ActorAt(PostId post) => new(AccountPrefix + post.Value, Roles, Post: post);

    private static System.Collections.Immutable.ImmutableArray<string> Roles { get; } =
        ["Worker", "Handler", "Checker", "SpotChecker", "Filer", "Dispatcher"];

    /// <summary>Signs the simulated workers on and takes up the cases that are open already.</summary>
    public async Task Begin(CancellationToken cancel)
    {
        list.Begun += Note;
        var open = Handled.SelectMany(stage => list.Look(look => look.Shelf(tree.Root)
            ?.Page(stage, null, null, 0, int.MaxValue).Rows
            .Where(entry => entry.LimitBy == LimitBy.Class).Select(entry => entry.Id).ToArray() ?? []));
        foreach (var id in open)
        {
            _begun.Enqueue(id);
        }

        await SignOn(OnDutyShare, cancel);
    }

    /// <summary>Signs workers on to seats that were not there before; a new grid has one seat only.</summary>
    public async Task SignOn(double share, CancellationToken cancel)
    {
        _map = tree.Book;
        foreach (var post in _map.Posts.Select(post => new PostId(post.Id)).Where(_seen.Add).ToArray())
        {
            if (_random.NextDouble() < share && seats.AccountAt(post) is null)
            {
                await grains.GetGrain<IPostGrain>(post.Value).SignOn(ActorAt(post), ids.Next(), cancel);
            }
        }
    }

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / MostStepsPerSecond), time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (!ReferenceEquals(_map, tree.Book))
            {
                await TrySignOn(stop);
            }

            while (_begun.TryDequeue(out var id))
            {
                Later(id, 4, 40);
            }

            if (_due.TryPeek(out var next, out var at) && at <= time.GetUtcNow())
            {
                _due.Dequeue();
                await TryStep(next, stop);
            }
        }
    }

    /// <summary>Carries a case some steps on without any pause, for a city that begins.</summary>
    public async Task Advance(CaseId id, int steps, CancellationToken cancel)
    {
        for (var step = 0; step < steps && await cases.See(id, cancel) is { } sight && Next(sight) is { } order; step++)
        {
            await Give(sight, order, cancel);
        }
    }

    private void Note(CaseEntry entry)
    {
        if (entry.LimitBy == LimitBy.Class)
        {
            _begun.Enqueue(entry.Id);
        }
    }

    private async Task TrySignOn(CancellationToken stop)
    {
        try
        {
            await SignOn(share: 1, stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogSignOn(fault);
        }
    }

    private async Task TryStep(CaseId id, CancellationToken stop)
    {
        try
        {
            if (await cases.See(id, stop) is { } sight && sight.Stage.IsOpen())
            {
                await Step(sight, stop);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogStep(fault, id.Value);
            Later(id, 5, 10);
        }
    }

    private async Task Step(CaseSight sight, CancellationToken stop)
    {
        if (Next(sight) is not { } order)
        {
            // A person sits at that post, or the city has not offered the task yet.
            Later(sight.Case, 20, 40);
            return;
        }

        await Give(sight, order, stop);
        var (least, most) = DemoSteps.PauseAfter(order.Command, sight.Severity);
        Later(sight.Case, least, most);
    }

    private async Task Give(CaseSight sight, DemoOrder order, CancellationToken cancel)
    {
        var commandId = ids.Next();
        var text = DemoSteps.TextFor(order.Command, _random);
        var words = await intake.Keep(sight.Case, commandId, text, cancel);
        await cases.Do(
            sight.Case,
            new CaseOrder(DemoSteps.WithWords(order.Command, words), commandId, ActorAt(order.Post), Client),
            cancel);
    }

    private DemoOrder? Next(CaseSight sight) =>
        DemoSteps.Next(sight) is { } order && IsFree(order.Post) ? order : null;

    private bool IsFree(PostId post) => seats.AccountAt(post) is not { } account || IsSimulated(account);

    private void Later(CaseId id, double leastSeconds, double mostSeconds) => _due.Enqueue(
        id,
        time.GetUtcNow() + TimeSpan.FromSeconds(leastSeconds + (_random.NextDouble() * (mostSeconds - leastSeconds))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A simulated worker could not sign on to a new seat")]
    private partial void LogSignOn(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A simulated post could not go on with case {Case}")]
    private partial void LogStep(Exception fault, string @case);
}
