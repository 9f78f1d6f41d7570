namespace Orleans.Streams;

/// <summary>Attaches handlers to subscriptions.</summary>
public static class StreamSubscriptionHandleExtensions
{
    /// <summary>Attaches the handler that runs for each event, one at a time.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentNullException.ThrowIfNull(onNextAsync);
        handle.Attach(onNextAsync);
        return Task.FromResult(handle);
    }
}
