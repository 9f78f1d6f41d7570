using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>Makes the handle of one subscription.</summary>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream that has an event.</summary>
    StreamId StreamId { get; }

    /// <summary>The handle, for events of this type.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
