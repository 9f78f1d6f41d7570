using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>The event log in one SQLite file: WAL, every commit synced.</summary>
public sealed class SqliteEventLog : IEventLog
{
    private readonly FileStream _lock;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly SqliteReading _reading;
    private readonly Tail _tail;
    private readonly CommitLoop _loop;
    private readonly FeedHeads _feedHeads = new();
    private readonly TestHooks? _hooks;
    private readonly HeadSignal _signal;
    private readonly LogDescription _description;

    private SqliteEventLog(
        FileStream held, SqliteConnection connection, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        var file = connection.DataSource;
        (_lock, _hooks) = (held, options.Hooks);
        _readers = new SqliteReaders(file, options.ReadersMax);
        _readers.Terms.Load(connection);
        using var reader = new SqliteReader(file, _readers.Terms);
        _tail = new Tail(reader.IndexedTo());
        _tail.Add(reader.All(_tail.IndexedTo, int.MaxValue).AsSpan());
        _reading = new SqliteReading(_readers, _tail);
        _writer = new SqliteWriter(connection, options, _readers.Terms, _tail);
        var last = reader.LastCommit();
        foreach (var head in reader.FeedHeads())
        {
            _feedHeads.Move(head);
        }

        _feedHeads.Move(_tail.All(0, int.MaxValue));
        var start = new LedgerStart(last.Last, last.Number, last.AtMicros, last.Hash, _feedHeads.Beyond(0));

        var ledger = new Ledger(_writer, start, options.StreamsCachedMax);
        _signal = new HeadSignal(ledger.Head);
        _loop = new CommitLoop(
            _writer, ledger, new CommitLimits(options.WaitingBatchesMax, options.BatchesPerCommitMax), time, Publish, logger);
        _description = SqliteFile.Describe(connection);
    }

    /// <summary>Opens a log for writing, or makes a new one.</summary>
    /// <exception cref="LogBrokenException">Another process writes it, or it is damaged; the sentence says which.</exception>
    public static SqliteEventLog Open(string file, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        var held = SqliteFile.Hold(file);
        try
        {
            var log = new SqliteEventLog(held, OpenToWrite(file, options), options, time, logger);
            log._loop.Start();
            return log;
        }
        catch (SqliteException broken)
        {
            held.Dispose();
            throw new LogBrokenException(
                $"'{file}' cannot be opened as a log: {broken.Message} Restore it from a backup.", broken);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the log of another process to read it while that process writes; appends are refused.</summary>
    /// <exception cref="LogBrokenException">The file is missing or is no log.</exception>
    public static IEventLog OpenReadOnly(string file, TimeProvider time)
    {
        if (!File.Exists(file))
        {
            throw new LogBrokenException($"There is no log at '{file}'; expected the file that the city writes.");
        }

        try
        {
            using (var connection = SqliteFile.OpenToRead(file))
            {
                SqliteFile.Expect(connection, Schema.ApplicationId, Schema.Version);
            }

            return new SqliteReadOnlyLog(file, time);
        }
        catch (SqliteException broken)
        {
            throw new LogBrokenException($"'{file}' cannot be read as a log: {broken.Message}", broken);
        }
    }

    public LogHead Head => _signal.Head;

    public ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel) => _loop.Append(batch, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long afterVersion, int atMost, CancellationToken cancel) =>
        _reading.Stream(stream, afterVersion, atMost, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadFeed(
        string feed, long afterNumber, int atMost, CancellationToken cancel) =>
        _reading.Feed(feed, afterNumber, atMost, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadAll(long afterPosition, int atMost, CancellationToken cancel) =>
        _reading.All(afterPosition, atMost, cancel);

    public ValueTask WaitBeyond(long position, CancellationToken cancel) => _signal.WaitBeyond(position, cancel);

    public ValueTask<FeedHead> ReadFeedHead(string feed, CancellationToken cancel) =>
        ValueTask.FromResult(_feedHeads[feed]);

    public ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long afterPosition, CancellationToken cancel) =>
        ValueTask.FromResult(_feedHeads.Beyond(afterPosition));

    public ValueTask SaveSnapshot(Snapshot snapshot, CancellationToken cancel)
    {
        _writer.Save(snapshot);
        _loop.Wake();
        return ValueTask.CompletedTask;
    }

    public ValueTask<Snapshot?> ReadSnapshot(string stream, int foldVersion, CancellationToken cancel) =>
        _writer.Unsaved(stream) is { } waiting
            ? ValueTask.FromResult(waiting.FoldVersion == foldVersion ? waiting : null)
            : _readers.Read(reader => reader.Snapshot(stream, foldVersion), cancel);

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        _readers.Read(reader => SqliteCheck.Walk(reader, progress, cancel), cancel);

    public LogDescription Describe() => _description;

    public async ValueTask DisposeAsync()
    {
        await _loop.End().ConfigureAwait(false);
        _signal.Close(new ObjectDisposedException(nameof(SqliteEventLog)));
        _readers.Dispose();
        _writer.Dispose();
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private static SqliteConnection OpenToWrite(string file, SqliteLogOptions options)
    {
        var connection = SqliteFile.OpenToWrite(file, Schema.Tables, Schema.ApplicationId, Schema.Version);
        Schema.Run(connection, "PRAGMA wal_autocheckpoint=0;");
        Schema.Run(connection, $"PRAGMA cache_size=-{options.WriterCacheMebibytes * 1024};");
        return connection;
    }

    /// <summary>Feed ends move before the head, so who reads the head first never misses a feed.</summary>
    private void Publish(CommitPlan plan)
    {
        _hooks?.AfterSync?.Invoke(plan.LastPosition);
        _tail.Add(plan.Facts.AsSpan());
        _feedHeads.Move(plan.Facts);
        _signal.Move(new LogHead(plan.LastPosition, plan.Number, ChainHash.Print(plan.Hash!)));
    }
}
