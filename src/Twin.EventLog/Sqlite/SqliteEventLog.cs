using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>The event log in one SQLite file: WAL, every commit synced.</summary>
public sealed class SqliteEventLog : IEventLog
{
    private readonly SqliteParts _parts;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly TailReading _reading;
    private readonly FeedHeads _feedHeads;
    private readonly CommitLoop _loop;
    private readonly HeadSignal _signal;
    private readonly TestHooks? _hooks;

    private SqliteEventLog(SqliteParts parts, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        (_parts, _readers, _feedHeads, _hooks) = (parts, parts.Readers, parts.FeedHeads, options.Hooks);
        _reading = new TailReading(parts.Tail, ((IChainReaders)_readers).Read);
        _writer = new SqliteWriter(parts, options, logger);
        var last = parts.Last;
        var ledger = new Ledger(
            _writer,
            new LedgerStart(last.Last, last.Number, last.AtMicros, last.Hash, _feedHeads.Beyond(0)),
            options.StreamsCachedMax);
        _signal = new HeadSignal(ledger.Head);
        _loop = new CommitLoop(
            _writer,
            ledger,
            new CommitLimits(options.WaitingBatchesMax, options.BatchesPerCommitMax),
            time,
            Publish,
            logger);
    }

    /// <summary>Opens a log for writing, or makes a new one.</summary>
    /// <exception cref="LogBrokenException">Another process writes it, or it is damaged.</exception>
    public static SqliteEventLog Open(string file, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        var log = new SqliteEventLog(SqliteParts.Open(file, options, logger), options, time, logger);
        log._loop.Start();
        return log;
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

            return new ReadOnlyLog("sqlite", file, new SqliteReaders(file, most: 4), time);
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

    public ValueTask<string?> ReadHash(long commit, CancellationToken cancel) =>
        _readers.Read(reader => reader.HashOf(commit), cancel);

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
        Snapshots.Newest(
            _writer.Unsaved(stream), foldVersion,
            () => _readers.Read(reader => reader.Snapshot(stream, foldVersion), cancel));

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        _readers.Read(reader => ChainCheck.Walk(reader, progress, cancel), cancel);

    /// <summary>The settings of the live connection, and <c>writing</c>: <c>on</c>, or why it stopped.</summary>
    public LogDescription Describe()
    {
        var said = _writer.Describe();
        var writing = _loop.StoppedBy is { } why ? "stopped: " + why.Message : "on";
        return said with { Settings = said.Settings.Add("writing", writing) };
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.End().ConfigureAwait(false);
        _signal.Close(new ObjectDisposedException(nameof(SqliteEventLog)));
        _writer.Dispose();
        _parts.Dispose();
    }

    /// <summary>The commit is synced: first the head file and what readers see, then the answers.</summary>
    /// <remarks>Feed ends move before the head, so who reads the head first never misses a feed.</remarks>
    private void Publish(CommitPlan plan)
    {
        var head = new LogHead(plan.LastPosition, plan.Number, ChainHash.Print(plan.Hash!));
        _hooks?.AfterSync?.Invoke(head.Position);
        _parts.HeadFile.Write(head);
        _parts.Tail.Add(plan.Span);
        _feedHeads.Move(plan.Span);
        _signal.Move(head);
    }
}
