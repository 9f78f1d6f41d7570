namespace Twin.Benchmarks.Engine;

/// <summary>What one caller does: a call after the other, of which a few fail and a few are cancelled.</summary>
internal sealed class CallLoad(int seed) : IDisposable
{
    /// <summary>One call of so many fails, and one is cancelled.</summary>
    public const int Rare = 1_000;

    private const int FailsAt = Rare / 4;
    private const int CancelsAt = Rare / 2;

    private static long s_failed;
    private static long s_cancelled;

    private CancellationTokenSource _cancel = new();

    /// <summary>Calls whose exception came back to the caller.</summary>
    public static long Failed => Volatile.Read(ref s_failed);

    /// <summary>Calls that ended because their token was cancelled.</summary>
    public static long Cancelled => Volatile.Read(ref s_cancelled);

    /// <summary>Runs one caller to the end.</summary>
    public static async Task<long> Run(int seed)
    {
        using var load = new CallLoad(seed);
        return await load.CallUntilOver();
    }

    /// <summary>Calls meters by chance until the run is over; gives back how many calls that were.</summary>
    private async Task<long> CallUntilOver()
    {
        var chance = new Xorshift(seed);
        long calls = 0;
        while (!EngineLoad.IsOver)
        {
            var meter = EngineLoad.Meters[chance.Below(EngineLoad.Meters.Length)];
            switch (calls++ % Rare)
            {
                case FailsAt:
                    await Fail(meter);
                    break;
                case CancelsAt:
                    await Cancel(meter);
                    break;
                default:
                    await meter.Add(1, _cancel.Token);
                    break;
            }
        }

        return calls;
    }

    public void Dispose() => _cancel.Dispose();

    private async Task Fail(IMeter meter)
    {
        try
        {
            await meter.Add(Meter.Refused, _cancel.Token);
        }
        catch (InvalidOperationException)
        {
            Interlocked.Increment(ref s_failed);
        }
    }

    /// <summary>Cancels a call that is on its way; it may be answered before.</summary>
    private async Task Cancel(IMeter meter)
    {
        try
        {
            var call = meter.Add(1, _cancel.Token);
            await _cancel.CancelAsync();
            await call;
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref s_cancelled);
        }

        _cancel.Dispose();
        _cancel = new CancellationTokenSource();
    }
}
