using System.Collections.Concurrent;
using System.ComponentModel;

namespace Orleans.Embedded.Hosting;

/// <summary>Keeps requests for use again; called by generated code.</summary>
/// <remarks>
/// Each thread has a stack of its own and needs no lock. A request often comes back on another thread than the one
/// that sent it, so a full stack gives half of itself to all.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RequestPool
{
    /// <summary>Requests that one thread keeps of one kind; a full stack passes half of them on.</summary>
    private const int Full = 256;

    /// <summary>Chains of half a stack that are kept for all threads; what is more is let go.</summary>
    private const int MostChains = 64;

    /// <summary>A request from the pool, or a new one.</summary>
    public static TRequest Rent<TRequest>()
        where TRequest : Request, new()
    {
        var first = Kept<TRequest>.First;
        if (first is null)
        {
            if (Kept<TRequest>.Chains.IsEmpty || !Kept<TRequest>.Chains.TryPop(out first))
            {
                return new TRequest();
            }

            Kept<TRequest>.Count = Full / 2;
        }

        Kept<TRequest>.First = (TRequest?)first.Next;
        Kept<TRequest>.Count--;
        first.Next = null;
        return first;
    }

    /// <summary>Takes a request back.</summary>
    public static void Return<TRequest>(TRequest request)
        where TRequest : Request, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Next = Kept<TRequest>.First;
        Kept<TRequest>.First = request;
        if (++Kept<TRequest>.Count >= Full)
        {
            PassOnHalf<TRequest>();
        }
    }

    private static void PassOnHalf<TRequest>()
        where TRequest : Request, new()
    {
        var chain = Kept<TRequest>.First!;
        var isKept = Kept<TRequest>.Chains.Count < MostChains;
        MailboxItem last = chain;
        for (var i = 1; i < Full / 2; i++)
        {
            LetGo(last, isKept);
            last = last.Next!;
        }

        LetGo(last, isKept);

        Kept<TRequest>.First = (TRequest?)last.Next;
        Kept<TRequest>.Count -= Full / 2;
        last.Next = null;
        if (isKept)
        {
            Kept<TRequest>.Chains.Push(chain);
        }
    }

    /// <summary>What is not kept need not be looked after either.</summary>
    private static void LetGo(MailboxItem request, bool isKept)
    {
        if (!isKept)
        {
            ((Request)request).WatchedBy = null;
        }
    }

    private static class Kept<TRequest>
        where TRequest : Request
    {
        internal static readonly ConcurrentStack<TRequest> Chains = new();

        [ThreadStatic]
        internal static TRequest? First;

        [ThreadStatic]
        internal static int Count;
    }
}
