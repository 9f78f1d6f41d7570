namespace Orleans.Embedded.Engine;

/// <summary>What went through stream queues.</summary>
/// <param name="Published">Events that came here and nowhere else.</param>
/// <param name="Delivered">Events that the consumer handled.</param>
/// <param name="Dropped">Events that were given up.</param>
/// <param name="Waiting">Events that are here now.</param>
internal readonly record struct QueueCounts(long Published, long Delivered, long Dropped, long Waiting)
{
    public static QueueCounts operator +(QueueCounts one, QueueCounts other) => new(
        one.Published + other.Published,
        one.Delivered + other.Delivered,
        one.Dropped + other.Dropped,
        one.Waiting + other.Waiting);
}
