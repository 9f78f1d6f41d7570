namespace Twin.Benchmarks.Engine;

/// <summary>Counts what arrives at one receiver, and lets its sender wait for each burst.</summary>
/// <remarks>Bursts keep a sender from running ahead without bound; both sides of a comparison have the same.</remarks>
internal sealed class Arrivals
{
    public const int Burst = 100;

    private TaskCompletionSource _burst = NewSignal();

    public long Count { get; private set; }

    /// <summary>Ends when the burst that is under way is complete; take it before sending.</summary>
    public Task WholeBurst => Volatile.Read(ref _burst).Task;

    /// <summary>One more; receivers take one thing at a time.</summary>
    public void One()
    {
        if (++Count % Burst == 0)
        {
            Interlocked.Exchange(ref _burst, NewSignal()).SetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
