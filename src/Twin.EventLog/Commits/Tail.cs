using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Twin.EventLog.Commits;

/// <summary>Durable facts that the index tables do not hold yet, so that the index is written in bulk.</summary>
/// <remarks>
/// Who reads takes the tail first and the tables second: a fact that moved in between is then in both, never in none.
/// </remarks>
/// <param name="indexedTo">Facts after this position lie here.</param>
/// <param name="byStream">Whether the store needs the tail to find a stream's facts.</param>
internal sealed class Tail(long indexedTo, bool byStream = true)
{
    private readonly Lock _gate = new();
    private readonly List<Fact> _facts = [];
    private readonly Dictionary<string, List<Fact>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Fact>> _feeds = new(StringComparer.Ordinal);
    private long _indexedTo = indexedTo;

    public int Count => _facts.Count;

    /// <summary>Facts after this position lie here.</summary>
    public long IndexedTo => _indexedTo;

    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _indexedTo + _facts.Count;
            }
        }
    }

    public void Add(ReadOnlySpan<Fact> facts)
    {
        lock (_gate)
        {
            foreach (var fact in facts)
            {
                _facts.Add(fact);
                if (byStream)
                {
                    ListOf(_streams, fact.Stream).Add(fact);
                }

                foreach (var (feed, _) in fact.Feeds)
                {
                    ListOf(_feeds, feed).Add(fact);
                }
            }
        }
    }

    /// <summary>The index tables hold everything up to this position.</summary>
    public void DropTo(long position)
    {
        lock (_gate)
        {
            var left = _facts.Skip((int)Math.Min(position - _indexedTo, _facts.Count)).ToArray();
            _facts.Clear();
            _streams.Clear();
            _feeds.Clear();
            _indexedTo = position;
            Add(left);
        }
    }

    /// <summary>Streams in key order; for the writer alone, who is the only one to add or drop.</summary>
    public IEnumerable<KeyValuePair<string, List<Fact>>> ByStream() =>
        _streams.OrderBy(static entry => entry.Key, StringComparer.Ordinal);

    /// <summary>Feeds; for the writer alone.</summary>
    public IEnumerable<KeyValuePair<string, List<Fact>>> ByFeed() => _feeds;

    /// <summary>The facts of a stream, oldest first, from a version on; at most so many.</summary>
    public ImmutableArray<Fact> Stream(string stream, long afterVersion, int atMost)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(stream, out var facts)
                ? After(facts, facts[0].Version, afterVersion, atMost)
                : [];
        }
    }

    public ImmutableArray<Fact> Feed(string feed, long afterNumber, int atMost)
    {
        lock (_gate)
        {
            return _feeds.TryGetValue(feed, out var facts)
                ? After(facts, NumberIn(feed, facts[0]), afterNumber, atMost)
                : [];
        }
    }

    public ImmutableArray<Fact> All(long afterPosition, int atMost)
    {
        lock (_gate)
        {
            return After(_facts, _indexedTo + 1, afterPosition, atMost);
        }
    }

    public static long NumberIn(string feed, Fact fact)
    {
        foreach (var (name, number) in fact.Feeds)
        {
            if (name == feed)
            {
                return number;
            }
        }

        throw new InvalidOperationException($"Position {fact.Position} is not in feed '{feed}'.");
    }

    /// <summary>Places go up by one, so the first place says where each other one lies.</summary>
    private static ImmutableArray<Fact> After(List<Fact> facts, long first, long after, int atMost)
    {
        var from = Math.Max(0, after + 1 - first);
        return from >= facts.Count
            ? []
            : ImmutableArray.Create(CollectionsMarshal.AsSpan(facts).Slice(
                (int)from, Math.Min(atMost, facts.Count - (int)from)));
    }

    private static List<Fact> ListOf(Dictionary<string, List<Fact>> lists, string key)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        return list ??= [];
    }
}
