using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;
using Twin.City;
using Twin.City.Cases;
using Twin.Grains.Areas;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>Tells the city what happened to a case, by streams. Nobody waits for it.</summary>
/// <remarks>
/// A hint that is lost, or left out because the last ones are still on their way, is read from the log by whoever
/// misses it. So telling never delays an answer and never queues without bound.
/// </remarks>
internal sealed partial class CaseTeller(IStreamProvider streams, CityTree tree, ILogger logger)
{
    private Task _telling = Task.CompletedTask;

    public void Tell(ImmutableArray<Committed> facts)
    {
        if (_telling.IsCompleted)
        {
            _telling = TellAll(facts);
        }
    }

    private async Task TellAll(ImmutableArray<Committed> facts)
    {
        try
        {
            foreach (var feed in FeedsOf(facts))
            {
                if (StreamOf(feed) is { } stream)
                {
                    var news = new CaseNews(Of(feed, facts));
                    await streams.GetStream<CaseNews>(stream).OnNextAsync(news);
                    if (ClockOf(feed) is { } clock)
                    {
                        await streams.GetStream<CaseNews>(clock).OnNextAsync(news);
                    }
                }
            }
        }
        catch (Exception failure)
        {
            LogUntold(failure, facts[0].Case, facts[0].Position);
        }
    }

    private static List<string> FeedsOf(ImmutableArray<Committed> facts)
    {
        var feeds = new List<string>(4);
        foreach (var fact in facts)
        {
            foreach (var mark in fact.Feeds)
            {
                if (!feeds.Contains(mark.Feed))
                {
                    feeds.Add(mark.Feed);
                }
            }
        }

        return feeds;
    }

    private static ImmutableArray<Committed> Of(string feed, ImmutableArray<Committed> facts)
    {
        foreach (var fact in facts)
        {
            if (!IsIn(feed, fact))
            {
                return facts.RemoveAll(other => !IsIn(feed, other));
            }
        }

        return facts;
    }

    private static bool IsIn(string feed, Committed fact)
    {
        foreach (var mark in fact.Feeds)
        {
            if (mark.Feed == feed)
            {
                return true;
            }
        }

        return false;
    }

    private StreamId? StreamOf(string feed)
    {
        var (kind, id) = FeedName.Part(feed);
        return kind switch
        {
            FeedName.Area when tree.IsGrid(new HomeId(id)) => StreamId.Create(CityStreams.ByGrid, id),
            FeedName.Area when tree.Knows(new HomeId(id)) => StreamId.Create(CityStreams.ByArea, id),
            FeedName.Post => StreamId.Create(CityStreams.ByPost, id),
            FeedName.Building => StreamId.Create(CityStreams.ByBuilding, id),
            FeedName.Site => StreamId.Create(CityStreams.BySite, id),
            _ => null,
        };
    }

    /// <summary>Whoever holds the clocks of a home follows its feed as well.</summary>
    private StreamId? ClockOf(string feed) => CaseFeeds.HomeOf(feed) is { } home
        ? StreamId.Create(CityStreams.ByClock, tree.ClockOf(home).Value)
        : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Facts of case {CaseId} from {Position} were not told")]
    private partial void LogUntold(Exception failure, CaseId caseId, long position);
}
