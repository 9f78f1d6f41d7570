using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Boards;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Clocks;
using Twin.Grains.Posts;

namespace Twin.Grains.Feeds;

/// <summary>Tells consumers how far their feeds have come, in case the streams lost a hint. One per silo.</summary>
/// <remarks>
/// One question to the log each second, not one per grain; so no loss gets older than a second.
/// Buildings and key sites look at their feed when somebody looks at them, and are left asleep here.
/// </remarks>
public sealed partial class FeedPump(
    IEventLog log, IGrainFactory grains, CityTree tree, ClockRounds clocks, TimeProvider time,
    ILogger<FeedPump> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private long _toldUpTo = log.Head.Position;
    private long _minute;

    public async Task Run(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                await TryNudge(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    /// <summary>Nudges whoever has new numbers since the last time; virtual time calls it step by step.</summary>
    public async Task Nudge(CancellationToken cancel)
    {
        // Read first: what is appended meanwhile is told again the next time, and does no harm.
        var head = log.Head.Position;
        if (head > _toldUpTo)
        {
            foreach (var feed in await log.ReadFeedHeads(_toldUpTo, cancel))
            {
                Nudge(feed);
            }

            _toldUpTo = head;
        }

        KeepCityAwake();
        clocks.Step();
    }

    private async Task TryNudge(CancellationToken cancel)
    {
        try
        {
            await Nudge(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, _toldUpTo);
        }
    }

    private void Nudge(FeedHead head)
    {
        var (kind, id) = FeedName.Part(head.Feed);
        if (kind == FeedName.Area && tree.Knows(new HomeId(id)))
        {
            OneWay(tree.Watched(grains, new HomeId(id)).Nudge(head.Number));
            clocks.Nudge(new HomeId(id), head.Number);
        }
        else if (kind == FeedName.Post && tree.Post(new PostId(id)) is not null)
        {
            OneWay(grains.GetGrain<IPostGrain>(id).Nudge(head.Number));
        }
    }

    /// <summary>Each minute the city looks after grids that fell asleep with running limits.</summary>
    private void KeepCityAwake()
    {
        var minute = CanonicalMinute.Of(time.GetUtcNow());
        if (minute != _minute)
        {
            _minute = minute;
            OneWay(grains.GetGrain<IAreaGrain>(tree.Root.Value).Nudge(0));
        }
    }

    /// <summary>A one-way call ends at once and tells nothing back.</summary>
    private static void OneWay(Task told) => _ = told;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feeds beyond {Position} were not told; next second again")]
    private partial void LogFailed(Exception failure, long position);
}
