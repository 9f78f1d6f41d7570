namespace Twin.Grains.Homes;

/// <summary>Long polls that wait for news, each for a bounded number of beats.</summary>
/// <remarks>The beat ends every hold. Only an activation whose timers were stopped needs the clock.</remarks>
internal sealed class Holds(TimeProvider time)
{
    /// <summary>Two seconds of beats: far below the response timeout, and an activation can still be moved.</summary>
    public const int BeatsMax = 20;

    private static readonly TimeSpan Most = Beat.Pause * BeatsMax * 2;

    private readonly Queue<(long UntilBeat, TaskCompletionSource Released)> _waiting = new();
    private long _beat;

    public bool Any => _waiting.Count > 0;

    /// <summary>Completes at the next beat with news, at the latest after <see cref="BeatsMax"/> beats.</summary>
    public async Task Wait(CancellationToken cancel)
    {
        // Never inline: the waiter goes on in a turn of its own, not in the middle of the beat.
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((_beat + BeatsMax, released));

        // An activation that is leaving beats no more; the watcher asks again and meets the next one.
        using var most = time.CreateTimer(
            static hold => ((TaskCompletionSource)hold!).TrySetResult(), released, Most, Timeout.InfiniteTimeSpan);
        using var cancelled = cancel.UnsafeRegister(
            static (hold, token) => ((TaskCompletionSource)hold!).TrySetCanceled(token), released);
        await released.Task;
    }

    public void EndBeat(bool news)
    {
        _beat++;
        while (_waiting.TryPeek(out var first) && (news || first.UntilBeat <= _beat))
        {
            _waiting.Dequeue().Released.TrySetResult();
        }
    }
}
