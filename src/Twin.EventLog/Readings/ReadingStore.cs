using System.Collections.Immutable;
using System.Threading.Channels;

namespace Twin.EventLog.Readings;

/// <summary>Stores readings: all that wait go into one commit, so that a thousand devices cost one sync.</summary>
internal sealed class ReadingStore : ReadingReader, IReadingStore
{
    /// <summary>Readings that may wait for a commit; one more is refused.</summary>
    public const int WaitingMost = 16_384;

    /// <summary>Readings of one commit; more wait for the next, so that it stays short.</summary>
    private const int TogetherMost = 2_048;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(WaitingMost) { SingleReader = true });

    private readonly Task _storing;
    private volatile LatestReadings _latest;

    /// <summary>After a failure nobody knows what was stored: it is read before the next commit.</summary>
    private bool _isKnown = true;

    private ReadingStore(IReadingTables tables, LatestReadings latest) : base(tables)
    {
        _latest = latest;
        _storing = Task.Run(Run);
    }

    public LatestReadings Latest => _latest;

    /// <exception cref="LogBrokenException">It is no store of readings, or another process writes it.</exception>
    public static async ValueTask<ReadingStore> Open(IReadingTables tables, CancellationToken cancel) =>
        new(tables, await Begin(tables, cancel));

    public async ValueTask<ReadingReceipt> Put(Reading reading, CancellationToken cancel)
    {
        var waiting = new Waiting(reading);
        if (!_waiting.Writer.TryWrite(waiting))
        {
            throw _storing.IsCompleted
                ? new LogUnavailableException("The store of readings is closed. Send the same again later.")
                : new LogFullException(WaitingMost, WaitingMost);
        }

        return await waiting.Task.WaitAsync(cancel);
    }

    public override async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _storing;
        await base.DisposeAsync();
    }

    private static async ValueTask<LatestReadings> Begin(IReadingTables tables, CancellationToken cancel)
    {
        var (number, newest) = await tables.Begin(cancel);
        return new LatestReadings(
            newest.ToImmutableDictionary(
                chunk => chunk.Key.Device, chunk => chunk.Readings[^1], StringComparer.Ordinal),
            number);
    }

    private async Task Run()
    {
        var together = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            together.Clear();
            while (together.Count < TogetherMost && _waiting.Reader.TryRead(out var one)) together.Add(one);
            try
            {
                var receipts = await Store(together);
                for (var i = 0; i < receipts.Length; i++) together[i].TrySetResult(receipts[i]);
            }
            catch (Exception failure)
            {
                _isKnown = false;
                foreach (var one in together) one.TrySetException(failure);
            }
        }
    }

    private async Task<ReadingReceipt[]> Store(List<Waiting> together)
    {
        // No cancellation: once it is on its way, only the store knows whether it was stored.
        if (!_isKnown) (_latest, _isKnown) = (await Begin(Tables, CancellationToken.None), true);
        var keys = together.Select(one => one.Key).ToHashSet();
        var chunks = (await Tables.Load(keys, CancellationToken.None)).ToDictionary(chunk => chunk.Key);
        var (number, changed) = (_latest.Number, new HashSet<ReadingChunk>());
        var (receipts, newest) = (new ReadingReceipt[together.Count], _latest.ByDevice.ToBuilder());
        for (var i = 0; i < receipts.Length; i++)
        {
            var (key, reading) = (together[i].Key, together[i].Reading);
            if (!chunks.TryGetValue(key, out var chunk)) chunks[key] = chunk = new ReadingChunk(key);
            receipts[i] = chunk.Take(reading.At, reading.Value, number + 1);
            if (receipts[i].Fate != ReadingFate.Stored) continue;
            number++;
            changed.Add(chunk);
            if (!newest.TryGetValue(key.Device, out var latest) || latest.At < receipts[i].Stored.At)
            {
                newest[key.Device] = receipts[i].Stored;
            }
        }

        if (changed.Count > 0)
        {
            await Tables.Save(changed, _latest.Number, number, CancellationToken.None);
            _latest = new LatestReadings(newest.ToImmutable(), number);
        }

        return receipts;
    }

    private sealed class Waiting(Reading reading)
        : TaskCompletionSource<ReadingReceipt>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Reading Reading => reading;

        public ChunkKey Key { get; } = ChunkKey.Of(reading.Device, reading.At);
    }
}
