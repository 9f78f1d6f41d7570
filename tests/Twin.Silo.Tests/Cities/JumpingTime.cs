namespace Twin.Silo.Tests.Cities;

/// <summary>A clock that starts where a test wants it and jumps on when told; between jumps it runs as usual.</summary>
/// <param name="stands">Between jumps it stands: however slow the machine is, nothing becomes due.</param>
internal sealed class JumpingTime(DateTimeOffset start, bool stands = false) : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private long _jumped;

    /// <summary>In whole microseconds, as the log keeps moments: what starts and what is due can be compared.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        var run = stands ? TimeSpan.Zero : System.GetUtcNow() - _began;
        var now = start + run + TimeSpan.FromTicks(Interlocked.Read(ref _jumped));
        return now - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>On to a moment; nothing when it has passed.</summary>
    public void JumpTo(DateTimeOffset moment)
    {
        if (moment - GetUtcNow() is { Ticks: > 0 } left)
        {
            Interlocked.Add(ref _jumped, left.Ticks);
        }
    }
}
