namespace Orleans.Streams;

/// <summary>One subscription of one activation.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    private protected StreamSubscriptionHandle()
    {
    }

    internal abstract void Attach(Func<T, StreamSequenceToken?, Task> onNextAsync);
}
