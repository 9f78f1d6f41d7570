using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>The durable end of every feed, for readers on any thread.</summary>
internal sealed class FeedHeads
{
    private readonly ConcurrentDictionary<string, FeedHead> _heads = new(StringComparer.Ordinal);

    public FeedHead this[string feed] => _heads.TryGetValue(feed, out var head) ? head : new FeedHead(feed, 0, 0);

    public void Move(FeedHead head) => _heads[head.Feed] = head;

    public void Move(ReadOnlySpan<Fact> facts)
    {
        foreach (var fact in facts)
        {
            foreach (var (feed, number) in fact.Feeds)
            {
                _heads[feed] = new FeedHead(feed, number, fact.Position);
            }
        }
    }

    /// <summary>Sorted by name, so that who asks sees the same order on every run.</summary>
    public ImmutableArray<FeedHead> Beyond(long position)
    {
        var found = new List<FeedHead>();
        foreach (var (_, head) in _heads)
        {
            if (head.Position > position)
            {
                found.Add(head);
            }
        }

        found.Sort(static (a, b) => string.CompareOrdinal(a.Feed, b.Feed));
        return [.. found];
    }
}
