using System.Collections.Immutable;
using Twin.City.Areas;
using Twin.City.Cases;

namespace Twin.City.Boards;

/// <summary>The boards and the map of the whole city as a fold of the log, up to one position.</summary>
/// <remarks>
/// What a home shows live is the same fold of its own feed; here all homes are folded in the order of the log, so that
/// the city can be seen as it was after any fact. Households are those of the asker's map: heat of the past is per
/// household of today, as it is for a home that folds its feed anew. Not safe for two threads.
/// </remarks>
public sealed class CityFold
{
    private readonly Func<HomeId, int> _householdsOf;
    private readonly Dictionary<HomeId, BoardFold> _folds = [];

    /// <summary>Rests of folds that have not moved since they were last kept.</summary>
    private readonly Dictionary<HomeId, BoardMemory> _rests = [];

    /// <param name="map">The map before the first fact.</param>
    public CityFold(AreaBook map, Func<HomeId, int> householdsOf) => (Map, _householdsOf) = (map, householdsOf);

    /// <summary>Goes on from a kept memory.</summary>
    public CityFold(CityMemory memory, Func<HomeId, int> householdsOf) : this(memory.Map, householdsOf)
    {
        (Position, At) = (memory.Position, memory.At);
        foreach (var rest in memory.Homes)
        {
            _rests.Add(rest.Home, rest);
        }
    }

    /// <summary>Facts up to here are in.</summary>
    public long Position { get; private set; }

    /// <summary>Moment of the last fact; the beginning of time before the first.</summary>
    public DateTimeOffset At { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The map as it was.</summary>
    public AreaBook Map { get; private set; }

    /// <summary>A fact of a case: each home whose feed it is in takes it.</summary>
    public void Apply(Committed fact)
    {
        foreach (var feed in fact.Feeds)
        {
            if (CaseFeeds.HomeOf(feed.Feed) is { } home)
            {
                FoldOf(home).Apply(fact);
                _rests.Remove(home);
            }
        }

        Pass(fact.Position, fact.At);
    }

    /// <summary>A fact of the map.</summary>
    public void Apply(AreaEvent happened, DateTimeOffset at, long position)
    {
        Map = Map.After(happened, at, position);
        Pass(position, at);
    }

    /// <summary>A fact that no board counts.</summary>
    public void Pass(long position, DateTimeOffset at) => (Position, At) = (position, at > At ? at : At);

    /// <summary>A home's own open cases, in the order of their ids.</summary>
    public IEnumerable<CaseTrace> OpenIn(HomeId home) => (_folds.TryGetValue(home, out var fold)
            ? fold.Open.Values
            : _rests.TryGetValue(home, out var rest) ? rest.Open : Enumerable.Empty<CaseTrace>())
        .OrderBy(trace => trace.Case.Value, StringComparer.Ordinal);

    /// <summary>The boards of an area and of all in it, each with those below it, at the minute of <see cref="At"/>.
    /// </summary>
    public IReadOnlyDictionary<HomeId, Board> Boards(HomeId area)
    {
        var minute = CanonicalMinute.Of(At);
        var boards = new Dictionary<HomeId, Board>();
        // What was drawn later was not there yet.
        if (Map.Find(area) is not null) Sum(area);
        return boards;

        Board Sum(HomeId home)
        {
            var board = FoldOf(home).AsOf(minute);
            foreach (var child in Map.ChildrenOf(home))
            {
                board = board.Add(Sum(child));
            }

            return boards[home] = board;
        }
    }

    /// <summary>All that the fold knows; homes that have not moved since share what was kept before.</summary>
    public CityMemory Memory()
    {
        foreach (var (home, fold) in _folds)
        {
            if (!_rests.ContainsKey(home))
            {
                _rests.Add(home, fold.Memory());
            }
        }

        return new CityMemory(Position, At, Map, [.. _rests.Values]);
    }

    private BoardFold FoldOf(HomeId home)
    {
        if (!_folds.TryGetValue(home, out var fold))
        {
            fold = _rests.TryGetValue(home, out var rest)
                ? new BoardFold(rest)
                : new BoardFold(home, _householdsOf(home));
            _folds.Add(home, fold);
        }

        return fold;
    }
}

/// <summary>The city's fold at rest.</summary>
public sealed record CityMemory(
    long Position, DateTimeOffset At, AreaBook Map, ImmutableArray<BoardMemory> Homes);
