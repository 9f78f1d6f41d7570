using System.Collections.Immutable;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.EventLog;

namespace Twin.Cli.Verify;

/// <summary>The first count: the city's own fold over the whole log, without snapshots and grains.</summary>
internal sealed class FoldedBoards(HomeTree tree)
{
    private const string CaseFamily = "case/";
    private const int FactsAtOnce = 4096;

    private readonly Dictionary<string, BoardFold> _folds = [];

    public FoldedMetrics Metrics { get; } = new(tree);

    /// <summary>Facts up to here are in.</summary>
    public long Position { get; private set; }

    /// <summary>Folds on to a position.</summary>
    public async Task ReadTo(long position, IEventLog log, Action<long> progress, CancellationToken cancel)
    {
        while (Position < position)
        {
            var facts = await log.ReadAll(Position, (int)Math.Min(FactsAtOnce, position - Position), cancel);
            if (facts.IsEmpty)
            {
                throw new InvalidDataException(
                    $"The log ends at position {Position}, the server's at {position}. Is --log the server's own?");
            }

            foreach (var fact in facts)
            {
                Apply(fact);
            }

            progress(Position);
        }
    }

    public void Apply(Fact fact)
    {
        Position = fact.Position;
        if (!fact.Kind.StartsWith(CaseFamily, StringComparison.Ordinal))
        {
            Metrics.Apply(fact);
            return;
        }

        var committed = new Committed(
            new CaseId(fact.Stream), fact.Version, fact.Position, ImmutableArray<FeedMark>.Empty, fact.At, fact.Tag,
            CityJson.DecodeCase(fact.Kind, fact.Schema, fact.Payload));
        var isHome = true;
        foreach (var (feed, _) in fact.Feeds)
        {
            if (CaseFeeds.HomeOf(feed) is { } home)
            {
                // The first area is where the case is now; a second one is where it was.
                if (isHome) Metrics.Apply(fact.Stream, committed, home.Value);
                isHome = false;
                FoldOf(home.Value).Apply(committed);
            }
        }
    }

    /// <summary>The figures of one home at a minute.</summary>
    public Board At(string home, long minute) => tree.ChildrenOf(home)
        .Aggregate(FoldOf(home).AsOf(minute), (board, child) => board.Add(At(child, minute)));

    /// <summary>The figures of all homes, each at the minute of its live answer; children are summed upward.</summary>
    public IReadOnlyDictionary<string, long[]> At(LiveBoards live)
    {
        var boards = new Dictionary<string, Board>();
        Board Sum(string home)
        {
            if (!boards.TryGetValue(home, out var board))
            {
                board = FoldOf(home).AsOf(live.Homes.TryGetValue(home, out var answer) ? answer.Minute : 0);
                foreach (var child in tree.ChildrenOf(home))
                {
                    board = board.Add(Sum(child));
                }

                boards[home] = board;
            }

            return board;
        }

        return tree.Homes.ToDictionary(home => home, home => Figures.Of(Sum(home)));
    }

    private BoardFold FoldOf(string home)
    {
        if (!_folds.TryGetValue(home, out var fold))
        {
            var households = tree.Knows(home) ? tree.HouseholdsOf(home) : throw new InvalidDataException(
                $"The log names home '{home}', which the server does not know. Is --log the server's own?");
            _folds[home] = fold = new BoardFold(new HomeId(home), households);
        }

        return fold;
    }
}
