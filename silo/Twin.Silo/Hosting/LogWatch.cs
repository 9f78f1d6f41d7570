using Twin.EventLog;

namespace Twin.Silo.Hosting;

/// <summary>Ends a server whose log has stopped writing for good: another writes it, or the disk failed.</summary>
/// <remarks>A log that is only out of reach comes back by itself and is waited for.</remarks>
internal sealed partial class LogWatch(
    IEventLog log, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LogWatch> logger) : BackgroundService
{
    public const string Writing = "writing";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>On, away or stopped, with its sentence; null when the store has no such state.</summary>
    public static string? StateOf(LogDescription log) => log.Settings.GetValueOrDefault(Writing);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (StateOf(log.Describe()) is { } state && state.StartsWith("stopped", StringComparison.Ordinal))
                {
                    LogEnds(state);
                    Environment.ExitCode = 2;
                    lifetime.StopApplication();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The server ends, because its log is {State}")]
    private partial void LogEnds(string state);
}
