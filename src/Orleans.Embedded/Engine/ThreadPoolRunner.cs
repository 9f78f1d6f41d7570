namespace Orleans.Embedded.Engine;

/// <summary>Runs turns on the thread pool, in real time.</summary>
internal sealed class ThreadPoolRunner(TimeProvider time) : TurnRunner(time)
{
    internal override bool IsMetered => true;

    internal override int TurnsInARow => 64;

    internal override void Ready(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);

    internal override void ReadyAfterTurn(IThreadPoolWorkItem work)
    {
        var thread = TurnThread.Own;
        if (thread.Current is null)
        {
            Ready(work);
        }
        else
        {
            thread.After(work);
        }
    }

    internal override void Yielded(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
