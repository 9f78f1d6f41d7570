namespace Orleans.Embedded.Engine;

/// <summary>What went through stream queues.</summary>
/// <param name="Enqueued">Events that got a place.</param>
/// <param name="Delivered">Events that the consumer handled.</param>
/// <param name="Dropped">Events that were given up.</param>
internal readonly record struct QueueCounts(long Enqueued, long Delivered, long Dropped)
{
    internal long Waiting => Enqueued - Delivered - Dropped;

    public static QueueCounts operator +(QueueCounts one, QueueCounts other) => new(
        one.Enqueued + other.Enqueued, one.Delivered + other.Delivered, one.Dropped + other.Dropped);
}
