using Twin.Grains.Feeds;

namespace Twin.Silo.Hosting;

/// <summary>Drives the feed pump once a second, and knows when it last worked.</summary>
internal sealed partial class FeedPumpLoop(FeedPump pump, TimeProvider time, ILogger<FeedPumpLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private long _workedAt = time.GetTimestamp();

    public TimeSpan SilentFor => time.GetElapsedTime(Volatile.Read(ref _workedAt));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodic.Each(Period, time, Nudge, stoppingToken);

    private async Task Nudge(CancellationToken cancel)
    {
        try
        {
            await pump.Nudge(cancel);
            Volatile.Write(ref _workedAt, time.GetTimestamp());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feeds were not nudged; next second again")]
    private partial void LogFailed(Exception fault);
}
