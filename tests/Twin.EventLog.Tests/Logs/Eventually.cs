namespace Twin.EventLog.Tests.Logs;

/// <summary>What a caller does when the store is away: it sends the same command again.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static async Task<Appended> Stored(IEventLog log, NewBatch batch, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Between, TimeProvider.System);
        while (true)
        {
            try
            {
                return await log.Append(batch, cancel);
            }
            catch (LogUnavailableException)
            {
                await timer.WaitForNextTickAsync(cancel);
            }
        }
    }
}
