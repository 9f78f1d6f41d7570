using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Grains.Duty;
using Twin.Grains.Modes;
using Twin.Grains.Posts;

namespace Twin.Grains.Feeds;

/// <summary>Tells consumers how far their feeds have come, in case the streams lost a hint. One per silo.</summary>
/// <remarks>
/// One question to the log each second, not one per grain; so no loss gets older than a second.
/// A consumer that did not confirm is told again: the last hint of a feed must not be lost, nothing comes after it.
/// One that did is told again as well, see <see cref="Echoes"/>.
/// Buildings and key sites look at their feed when somebody looks at them, and are left asleep here.
/// </remarks>
public sealed partial class FeedPump(
    IEventLog log, IGrainFactory grains, CityTree tree, ClockRounds clocks, CalendarBook calendar,
    MergeBook merges, TimeProvider time, ILogger<FeedPump> logger, ClassBook? classes = null, ModeRounds? modes = null,
    DutyBook? duty = null)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, FeedHead> _untold = new(StringComparer.Ordinal);
    private readonly Echoes _echoes = new(time);
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
            var heads = await log.ReadFeedHeads(_toldUpTo, cancel);
            if (heads.Any(one => one.Feed == CityTree.Stream))
            {
                await FollowMap(cancel);
            }

            foreach (var feed in heads)
            {
                _untold[feed.Feed] = feed;
                _echoes.Note(feed);
                if (CaseFeeds.HomeOf(feed.Feed) is { } home && tree.Knows(home))
                {
                    clocks.Nudge(home, feed.Number);
                }
                else if (feed.Feed == CalendarBook.Feed)
                {
                    await calendar.CatchUp(cancel);
                    clocks.LookAll();
                }
                else if (feed.Feed == CaseFeeds.Merges)
                {
                    merges.Grow();
                }
                else if (feed.Feed == ClassBook.Feed && classes is not null)
                {
                    await classes.CatchUp(cancel);
                }
                else if (feed.Feed is ModeBook.Feed or PlanBook.Feed && modes is not null)
                {
                    await modes.CatchUp(cancel);
                }
                else if (feed.Feed == DutyBook.Feed && duty is not null)
                {
                    await duty.CatchUp(cancel);
                }
            }

            _toldUpTo = head;
        }

        foreach (var feed in _echoes.TakeDue())
        {
            _untold.TryAdd(feed.Feed, feed);
        }

        foreach (var feed in _untold.Values.OrderBy(feed => feed.Feed, StringComparer.Ordinal))
        {
            _untold.TryRemove(feed.Feed, out _);
            _ = Tell(feed);
        }

        KeepCityAwake();
        await clocks.Meet(cancel);
        clocks.Step();
        modes?.Step();
        await merges.Step(cancel);
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

    /// <summary>Nobody waits for it: a slow consumer holds up no other.</summary>
    private async Task Tell(FeedHead head)
    {
        try
        {
            await Nudge(head);
        }
        catch (Exception failure)
        {
            _untold.TryAdd(head.Feed, head);
            LogUntold(failure, head.Feed);
        }
    }

    private Task Nudge(FeedHead head)
    {
        var (kind, id) = FeedName.Part(head.Feed);
        return kind switch
        {
            FeedName.Area when tree.Knows(new HomeId(id)) =>
                tree.Watched(grains, new HomeId(id)).Nudge(head.Number),
            FeedName.Post when tree.Post(new PostId(id)) is not null =>
                grains.GetGrain<IPostGrain>(id).Nudge(head.Number),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Whom a change of the map concerns looks at it, also where another silo changed it.</summary>
    private async Task FollowMap(CancellationToken cancel)
    {
        foreach (var home in await tree.Follow(log, cancel))
        {
            // Heard like a feed that has not grown: by whoever sleeps, and again while two of one key may live.
            var feed = new FeedHead(CaseFeeds.Area(home), 0, 0);
            _untold.TryAdd(feed.Feed, feed);
            _echoes.Note(feed);
        }
    }

    /// <summary>Each minute the city looks after grids that fell asleep with running limits.</summary>
    private void KeepCityAwake()
    {
        var minute = CanonicalMinute.Of(time.GetUtcNow());
        if (minute != _minute)
        {
            _minute = minute;
            _ = Tell(new FeedHead(CaseFeeds.Area(tree.Root), 0, 0));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The consumer of {Feed} did not hear; told again")]
    private partial void LogUntold(Exception failure, string feed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feeds beyond {Position} were not told; next second again")]
    private partial void LogFailed(Exception failure, long position);
}
