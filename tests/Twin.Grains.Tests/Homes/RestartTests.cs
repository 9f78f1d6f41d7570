using System.Collections.Immutable;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Cases;
using Twin.Grains.Posts;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

/// <summary>A few thousand seeded commands; then every level must show what a plain fold of the log shows.</summary>
public class RestartTests
{
    private const int Commands = 3_000;

    [Theory]
    [InlineData(1)]
    [InlineData(20260515)]
    public async Task The_board_of_every_level_is_the_fold_of_the_log_also_after_a_restart(int seed)
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log, loses: new Loss(seed, oneIn: 20).Loses))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(city.Cancel);
            var pumping = city.Pump.Run(stop.Token);
            await new RandomDay(city, seed).Live(Commands);
            await ShowsTheFold(city, log);
            await SeatsShowTheOffers(city, log);
            var board = await city.Home(Town.City).Board();
            Assert.True(board is { Open: > 0, Closed: > 0, Voided: > 0, Handling: > 0, Checking: > 0 }, $"{board}");
            await stop.CancelAsync();
            await pumping;
        }

        await using var again = await LiveCity.Start(log);
        await ShowsTheFold(again, log);
        await SeatsShowTheOffers(again, log);
    }

    private static async Task ShowsTheFold(LiveCity city, IEventLog log)
    {
        foreach (var home in Town.Areas.Concat(Town.Grids))
        {
            // The city's clocks go on: on a slow machine a deadline passes between the fold and the screen.
            var screen = city.Watch(home);
            Dictionary<HomeId, BoardFold> folds;
            long facts;
            do
            {
                folds = await Folds(log, city.Cancel);
                facts = AllUnder(city, home).Sum(one => folds[one].AsOf(0).Facts);
                await screen.Until(shown => shown.Board.Facts >= facts);
            }
            while (screen.Board.Facts > facts);

            var board = screen.Board;
            var expected = AllUnder(city, home).Select(one => folds[one].AsOf(board.AsOfMinute))
                .Aggregate(new Board(), (sum, one) => sum.Add(one));
            Assert.Equal(Timeless(expected), Timeless(board));
            Assert.Equal(
                folds[home].Open.Keys.Select(id => id.Value).Order(), screen.Cases.Keys.Select(id => id.Value).Order());
        }
    }

    /// <summary>A seat folds its own feed; each case knows its offers: both must tell the same tasks.</summary>
    private static async Task SeatsShowTheOffers(LiveCity city, MemoryEventLog log)
    {
        foreach (var grid in Town.Grids)
        {
            ImmutableArray<PostTask> tasks;
            ILookup<PostId, (CaseStage Stage, CaseOffer Offer)> offered;
            long head;
            do
            {
                // Whoever lost a hint learns it from the pump.
                await city.Pump.Nudge(city.Cancel);
                head = log.Head.Position;
                offered = await Offered(log, city.Cancel);
                tasks = (await city.Seat(grid).See(city.Cancel)).Tasks;
            }
            while (log.Head.Position != head);

            var expected = offered[Town.Seat(grid)]
                .Select(one => (one.Offer.Offer, one.Offer.Kind, one.Stage, one.Offer.AcceptedAt is not null));
            Assert.Equal(
                expected.OrderBy(task => task.Offer, StringComparer.Ordinal),
                tasks.Select(task => (task.Offer, task.Kind, task.Stage, task.Accepted))
                    .OrderBy(task => task.Offer, StringComparer.Ordinal));
        }
    }

    private static async Task<ILookup<PostId, (CaseStage Stage, CaseOffer Offer)>> Offered(
        IEventLog log, CancellationToken cancel) => (await States(log, cancel)).Values
        .SelectMany(state => state.Offers.Where(offer => !offer.Over), (state, offer) => (state.Stage, offer))
        .ToLookup(one => one.offer.Post!.Value);

    private static async Task<Dictionary<string, CaseState>> States(IEventLog log, CancellationToken cancel)
    {
        var states = new Dictionary<string, CaseState>();
        foreach (var fact in await log.ReadAll(0, int.MaxValue, cancel))
        {
            if (CaseFacts.Committed(fact) is { } committed)
            {
                var before = states.GetValueOrDefault(fact.Stream, CaseState.Absent(committed.Case));
                states[fact.Stream] = before.After(committed.Happened, CaseFacts.StampOf(fact));
            }
        }

        return states;
    }

    /// <summary>Heat and lateness of a moving clock are held by other tests.</summary>
    private static Board Timeless(Board board) => board with { HeatMicros = 0, Overdue = 0, AsOfMinute = 0 };

    private static IEnumerable<HomeId> AllUnder(LiveCity city, HomeId home) =>
        city.Tree.ChildrenOf(home).SelectMany(child => AllUnder(city, child)).Prepend(home);

    private static async Task<Dictionary<HomeId, BoardFold>> Folds(IEventLog log, CancellationToken cancel)
    {
        var folds = Town.Areas.Concat(Town.Grids).ToDictionary(
            home => home, home => new BoardFold(home, Town.Grids.Contains(home) ? 200 : 0));
        foreach (var fact in await log.ReadAll(0, int.MaxValue, cancel))
        {
            foreach (var (home, fold) in folds)
            {
                if (CaseFacts.Committed(fact) is { } committed
                    && committed.Feeds.Any(mark => mark.Feed == CaseFeeds.Area(home)))
                {
                    fold.Apply(committed);
                }
            }
        }

        return folds;
    }

    /// <summary>Loses hints by chance, from many threads.</summary>
    private sealed class Loss(int seed, int oneIn)
    {
        private readonly Lock _gate = new();
        private readonly Random _random = new(seed);

        public bool Loses(Orleans.Runtime.StreamId stream, CaseNews news)
        {
            lock (_gate)
            {
                return _random.Next(oneIn) == 0;
            }
        }
    }
}
