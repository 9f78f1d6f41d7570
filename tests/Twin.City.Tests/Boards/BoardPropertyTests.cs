using FsCheck;
using FsCheck.Fluent;
using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.City.Tests.Boards;

public class BoardPropertyTests(ITestOutputHelper output)
{
    private const int Households = 250;

    private static readonly HomeId[] Homes = [Town.North, Town.South];

    private static readonly Arbitrary<int[]> Choices =
        Gen.Choose(0, int.MaxValue - 1).ArrayOf(150).ToArbitrary();

    private static Config Runs(int runs) => Config.QuickThrowOnFailure.WithMaxTest(runs);

    [Fact]
    public void Parts_of_a_board_add_up_after_every_fact()
    {
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            foreach (var home in Homes)
            {
                var fold = new BoardFold(home, Households);
                foreach (var fact in log.FeedOf(home))
                {
                    fold.Apply(fact);
                    var b = fold.AsOf(0);
                    Assert.Equal(b.Open, b.Unassigned + b.Awaiting + b.Handling + b.Checking);
                    Assert.Equal(b.Open, b.S1 + b.S2 + b.S3 + b.S4 + b.Ungraded);
                    Assert.Equal(b.Closed, b.ClosedOnTime + b.ClosedLate + b.ClosedNoLimit);
                    Assert.Equal(b.Open, fold.Open.Count);
                    Assert.InRange(b.Overdue, 0, b.Open);
                }
            }
        }).Check(Runs(100));
    }

    [Fact]
    public void A_board_is_what_a_count_of_the_cases_says()
    {
        int facts = 0, cases = 0, moves = 0;
        var all = new Board();
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            facts += log.Facts.Count;
            cases += log.Cases.Count;
            moves += log.Facts.Count(fact => fact.Happened is CaseEvent.Filed { Moved: not null });
            foreach (var home in Homes)
            {
                var minute = CanonicalMinute.Of(log.Now) + (choices[0] % 500);
                var board = Fold(log, home).AsOf(minute);
                Assert.Equal(Recount.Of(log, home, Households, minute), board);
                all = all.Add(board);
            }
        }).Check(Runs(100));
        output.WriteLine($"facts={facts} cases={cases} moves={moves} of all runs: {all}");
        Assert.All(
            [moves, all.ClosedOnTime, all.ClosedLate, all.ClosedNoLimit, all.Voided, all.Overdue, all.OnSpot],
            figure => Assert.NotEqual(0, figure));
    }

    [Fact]
    public void A_parent_that_replaces_child_boards_in_any_order_holds_their_sum()
    {
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            var feeds = Homes.Select(home => new Queue<Committed>(log.FeedOf(home))).ToArray();
            var folds = Homes.Select(home => new BoardFold(home, Households)).ToArray();
            var given = new Board[2];
            var parent = new Board();
            var minute = CanonicalMinute.Of(log.Now);
            var chance = new Random(choices[1]);
            while (feeds.Any(feed => feed.Count > 0))
            {
                var child = feeds[0].Count == 0 ? 1 : feeds[1].Count == 0 ? 0 : chance.Next(2);
                folds[child].Apply(feeds[child].Dequeue());
                parent = parent.Subtract(given[child]).Add(given[child] = folds[child].AsOf(minute));
            }
            Assert.Equal(given[0].Add(given[1]), parent with { AsOfMinute = minute });
            Assert.Equal(log.Facts.Sum(fact => fact.Feeds.Count(mark => mark.Feed.StartsWith("area:"))), parent.Facts);
        }).Check(Runs(50));
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            var looked = new BoardFold(Town.North, Households);
            var chance = new Random(choices[2]);
            foreach (var fact in log.FeedOf(Town.North))
            {
                for (var looks = chance.Next(4); looks > 0; looks--)
                {
                    looked.AsOf(CanonicalMinute.Of(fact.At) + chance.Next(3_000) - 500);
                }
                looked.Apply(fact);
            }
            var minute = CanonicalMinute.Of(log.Now) + chance.Next(2_000);
            Assert.Equal(Fold(log, Town.North).AsOf(minute), looked.AsOf(minute));
        }).Check(Runs(50));
    }

    [Fact]
    public void A_fold_goes_on_from_its_memory_as_if_it_had_never_slept()
    {
        Prop.ForAll(Choices, choices =>
        {
            var log = TownLog.Of(choices);
            var fold = new BoardFold(Town.South, Households);
            var sleeper = fold;
            var chance = new Random(choices[3]);
            foreach (var fact in log.FeedOf(Town.South))
            {
                fold.Apply(fact);
                if (!ReferenceEquals(sleeper, fold)) sleeper.Apply(fact);
                if (chance.Next(5) == 0) sleeper = new BoardFold(sleeper.Memory());
            }
            var minute = CanonicalMinute.Of(log.Now) + 90;
            Assert.Equal(fold.AsOf(minute), sleeper.AsOf(minute));
            Assert.Equal(fold.Memory().Open, sleeper.Memory().Open);
        }).Check(Runs(50));
    }

    private static BoardFold Fold(TownLog log, HomeId home)
    {
        var fold = new BoardFold(home, Households);
        foreach (var fact in log.FeedOf(home)) fold.Apply(fact);
        return fold;
    }
}
