namespace Twin.Benchmarks.Engine;

/// <summary>Counts what of one sender has arrived, and lets the sender wait for each burst.</summary>
/// <remarks>Bursts keep a sender from running ahead without bound; both sides of a comparison have the same.</remarks>
internal sealed class Arrivals
{
    public const int Burst = 100;

    private TaskCompletionSource _burst = NewSignal();
    private int _left = Burst;

    /// <summary>Ends when the burst that is under way is complete; take it before sending.</summary>
    public Task WholeBurst => Volatile.Read(ref _burst).Task;

    /// <summary>One more; from any thread.</summary>
    public void One()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            var whole = _burst;
            _burst = NewSignal();
            Volatile.Write(ref _left, Burst);
            whole.SetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
