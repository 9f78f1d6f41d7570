namespace Twin.Silo.Hosting;

/// <summary>Work that is done again and again while the silo runs.</summary>
internal static class Periodic
{
    /// <summary>Does it once a period, one after the other, until the silo stops.</summary>
    public static async Task Each(
        TimeSpan period, TimeProvider time, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await work(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The silo stops.
        }
    }
}
