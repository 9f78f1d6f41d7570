using Orleans;
using Twin.Grains.Campaigns;

namespace Twin.Silo.Hosting;

/// <summary>Ends campaigns on their dates: it sleeps until the next one, and is woken when one is started.</summary>
/// <remarks>The dates stand in the facts: after a restart the first look ends what is over.</remarks>
internal sealed partial class CampaignClock(
    IGrainFactory grains, TimeProvider time, ILogger<CampaignClock> logger) : BackgroundService
{
    /// <summary>Another silo may have started one; timers cannot be armed for years either.</summary>
    private static readonly TimeSpan SleepMost = TimeSpan.FromHours(1);

    /// <summary>Pause after the log did not answer.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _woken = new(0);

    public void Wake() => _woken.Release();

    public override void Dispose()
    {
        _woken.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                using var sleep = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var timer = Task.Delay(await Look(stoppingToken), time, sleep.Token);
                await Task.WhenAny(timer, _woken.WaitAsync(sleep.Token));
                await sleep.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    /// <summary>How long nothing is due.</summary>
    private async Task<TimeSpan> Look(CancellationToken cancel)
    {
        try
        {
            var next = await grains.GetGrain<ICampaignGrain>(CampaignGrain.Key).EndDue(cancel);
            return next - time.GetUtcNow() is not { } left || left > SleepMost ? SleepMost
                : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogNotEnded(failure);
            return Again;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaigns that are over are ended at the next look")]
    private partial void LogNotEnded(Exception failure);
}
