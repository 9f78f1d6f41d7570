using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>Heads that were told already and are told again for a while.</summary>
/// <remarks>
/// Two grains of one key may live for a time. The one that heard may be the one that dies, and no answer tells which it
/// was: the other would be behind until its next minute, or, if it rests, until the next fact. So a head that was heard
/// is told again until two grains of one key are long one again. A grain that knows it already does nothing.
/// </remarks>
internal sealed class Echoes(TimeProvider time)
{
    /// <summary>How old such a loss gets at most, once the two are one.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Longer than a silo takes to learn of an activation elsewhere.</summary>
    public static readonly TimeSpan Until = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, (FeedHead Head, DateTimeOffset Until)> _heads = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Due, string Feed)> _due = new();

    /// <summary>A feed has grown.</summary>
    public void Note(FeedHead head)
    {
        if (FeedName.Part(head.Feed).Kind is not (FeedName.Area or FeedName.Post))
        {
            return;
        }

        var now = time.GetUtcNow();
        if (!_heads.TryGetValue(head.Feed, out var noted))
        {
            _due.Enqueue((now + Every, head.Feed));
        }

        _heads[head.Feed] = (noted.Head is { } old && old.Number > head.Number ? old : head, now + Until);
    }

    /// <summary>Heads to tell again now.</summary>
    public IEnumerable<FeedHead> TakeDue()
    {
        var now = time.GetUtcNow();
        while (_due.TryPeek(out var next) && next.Due <= now)
        {
            _due.Dequeue();
            var (head, until) = _heads[next.Feed];
            if (now < until)
            {
                _due.Enqueue((now + Every, next.Feed));
            }
            else
            {
                _heads.Remove(next.Feed);
            }

            yield return head;
        }
    }
}
