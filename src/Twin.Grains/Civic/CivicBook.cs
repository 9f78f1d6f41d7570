using System.Collections.Immutable;
using Twin.City;
using Twin.City.Json;
using Twin.City.Metrics;
using Twin.City.Topics;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Feeds;
using Twin.Grains.Points;
using Twin.Grains.SourceFixes;
using Twin.Grains.Topics;

namespace Twin.Grains.Civic;

/// <summary>Sources, topics and cards as this silo has read them: for lists and metrics.</summary>
public sealed class CivicBook(IEventLog log, CityTree tree) : IDisposable
{
    private static readonly string[] Feeds = [SourceFixGrain.Stream, TopicGrain.Feed, PointsGrain.Feed];

    private readonly SemaphoreSlim _turn = new(1);
    private readonly long[] _numbers = new long[Feeds.Length];
    private volatile CivicFold _fold = CivicFold.Empty;
    private long _position;

    /// <summary>Of an area, true up to the log's head when this is asked.</summary>
    public async Task<CivicPast> Of(HomeId area, CancellationToken cancel)
    {
        await CatchUp(cancel);
        return _fold.Of(home => tree.Covers(area, home));
    }

    /// <summary>Topics of an area and of all that lies in it, by their ids.</summary>
    public async Task<(ImmutableArray<(string Id, TopicState Topic)> Topics, long Position)> Topics(
        HomeId area, CancellationToken cancel)
    {
        var position = await CatchUp(cancel);
        var there = _fold.Topics.Where(one => tree.Covers(area, one.Value.Proposed!.Area))
            .Select(one => (TopicGrain.IdOf(one.Key), one.Value));
        return ([.. there], position);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<long> CatchUp(CancellationToken cancel)
    {
        var head = log.Head.Position;
        if (Volatile.Read(ref _position) >= head) return head;
        await _turn.WaitAsync(cancel);
        try
        {
            for (var feed = 0; feed < Feeds.Length; feed++) await Read(feed, cancel);
            Volatile.Write(ref _position, Math.Max(head, _position));
            return head;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task Read(int feed, CancellationToken cancel)
    {
        await foreach (var fact in log.FeedAfter(Feeds[feed], _numbers[feed], cancel))
        {
            _fold = _fold.After(fact.Stream, fact.Version, fact.At, new EncodedFact(fact.Kind, fact.Payload));
            _numbers[feed]++;
        }
    }
}
