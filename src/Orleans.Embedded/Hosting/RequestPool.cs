using System.ComponentModel;

namespace Orleans.Embedded.Hosting;

/// <summary>Keeps requests for use again; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RequestPool
{
    /// <summary>A request from the pool, or a new one.</summary>
    public static TRequest Rent<TRequest>()
        where TRequest : class, new() => new();

    /// <summary>Takes a request back.</summary>
    public static void Return<TRequest>(TRequest request)
        where TRequest : class, new()
    {
    }
}
