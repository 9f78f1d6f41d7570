using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>The log of another process, opened only to read: for verification and reports.</summary>
internal sealed class ReadOnlyLog : IEventLog
{
    /// <summary>How often a waiting reader looks for a new commit.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly IChainReaders _readers;
    private readonly TailReading _reading;
    private readonly Tail _tail = new(0);
    private readonly FeedHeads _feedHeads = new();
    private readonly TimeProvider _time;
    private readonly string _store;
    private readonly string _place;
    private readonly Lock _refreshing = new();

    public ReadOnlyLog(string store, string place, IChainReaders readers, TimeProvider time)
    {
        (_store, _place, _readers, _time) = (store, place, readers, time);
        _reading = new TailReading(_tail, _readers.Read);
        Refresh();
    }

    /// <summary>Read from the store each time, because another process moves it.</summary>
    public LogHead Head => _readers.ReadNow(static reader => reader.LastCommit().Head);

    public ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel) => throw ReadOnly();

    public ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel) => throw ReadOnly();

    public ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long afterVersion, int atMost, CancellationToken cancel)
    {
        Refresh();
        return _reading.Stream(stream, afterVersion, atMost, cancel);
    }

    public ValueTask<ImmutableArray<Fact>> ReadFeed(
        string feed, long afterNumber, int atMost, CancellationToken cancel)
    {
        Refresh();
        return _reading.Feed(feed, afterNumber, atMost, cancel);
    }

    public ValueTask<ImmutableArray<Fact>> ReadAll(long afterPosition, int atMost, CancellationToken cancel) =>
        _readers.Read(reader => reader.All(afterPosition, atMost), cancel);

    public ValueTask<string?> ReadHash(long commit, CancellationToken cancel) =>
        _readers.Read(reader => reader.HashOf(commit), cancel);

    public async ValueTask WaitBeyond(long position, CancellationToken cancel)
    {
        while (Head.Position <= position)
        {
            await Task.Delay(BetweenLooks, _time, cancel).ConfigureAwait(false);
        }
    }

    public ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel)
    {
        Refresh();
        return ValueTask.FromResult(_feedHeads[feed]);
    }

    public ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long afterPosition, CancellationToken cancel)
    {
        Refresh();
        return ValueTask.FromResult(_feedHeads.Beyond(afterPosition));
    }

    public ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel) =>
        _readers.Read(reader => reader.Snapshot(stream, foldVersion), cancel);

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        _readers.Read(reader => ChainCheck.Walk(reader, progress, cancel), cancel);

    public LogDescription Describe() => new(
        _store, _place, ImmutableSortedDictionary<string, string>.Empty.Add("mode", "read-only"));

    public ValueTask DisposeAsync()
    {
        _readers.Dispose();
        return ValueTask.CompletedTask;
    }

    private static LogBrokenException ReadOnly() =>
        new("This log was opened read-only; send the command to the city that writes it.");

    /// <summary>Takes in what the writer has stored since the last look.</summary>
    private void Refresh()
    {
        lock (_refreshing)
        {
            _readers.ReadNow(reader =>
            {
                var indexedTo = reader.IndexedTo();
                if (indexedTo > _tail.IndexedTo)
                {
                    _tail.DropTo(indexedTo);
                    reader.FeedHeads().ForEach(_feedHeads.Move);
                }

                var news = reader.All(_tail.Last, int.MaxValue);
                _tail.Add(news.AsSpan());
                _feedHeads.Move(_tail.All(indexedTo, int.MaxValue).AsSpan());
                return news.Length;
            });
        }
    }
}
