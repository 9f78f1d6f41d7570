namespace Twin.Silo.Live;

/// <summary>What was sent to screens since the start.</summary>
internal sealed class LiveFigures
{
    private long _frames;
    private long _snapshots;
    private int _screens;

    public long Frames => Volatile.Read(ref _frames);

    public long Snapshots => Volatile.Read(ref _snapshots);

    public int Screens => Volatile.Read(ref _screens);

    public void Frame() => Interlocked.Increment(ref _frames);

    public void Snapshot() => Interlocked.Increment(ref _snapshots);

    public void Enter() => Interlocked.Increment(ref _screens);

    public void Leave() => Interlocked.Decrement(ref _screens);
}
