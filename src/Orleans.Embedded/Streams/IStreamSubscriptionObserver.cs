namespace Orleans.Streams.Core;

/// <summary>A grain that consumes streams to which its class is subscribed implicitly.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>Runs once for each activation and stream, before its first event.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}
