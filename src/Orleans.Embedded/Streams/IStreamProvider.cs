using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives access to streams by name.</summary>
public interface IStreamProvider
{
    /// <summary>The stream of that name; it need not be made first.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
