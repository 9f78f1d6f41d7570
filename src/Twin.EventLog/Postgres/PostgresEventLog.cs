using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The event log in a schema of a PostgreSQL database; one process writes it.</summary>
/// <remarks>
/// While the server is away, appends and reads that need it fail at once with <see cref="LogUnavailableException"/>;
/// when it is back they go on without a restart.
/// </remarks>
public sealed class PostgresEventLog : IEventLog
{
    private readonly PostgresParts _parts;
    private readonly PostgresWriter _writer;
    private readonly PostgresReaders _readers;
    private readonly TailReading _reading;
    private readonly FeedHeads _feedHeads;
    private readonly CommitLoop _loop;
    private readonly HeadSignal _signal;
    private readonly TestHooks? _hooks;
    private readonly TimeProvider _time;
    private readonly TimeSpan _readAtMost;
    private readonly CancellationTokenSource _closing = new();
    private Task _knowing = Task.CompletedTask;
    private ITimer? _looks;

    private PostgresEventLog(PostgresParts parts, PostgresLogOptions options, TimeProvider time, ILogger logger)
    {
        (_parts, _feedHeads, _hooks, _time) = (parts, parts.FeedHeads, options.Hooks, time);
        _readAtMost = TimeSpan.FromSeconds(options.ConnectSeconds + options.StatementSeconds);
        _readers = new PostgresReaders(parts.Place, options);
        _reading = new TailReading(parts.Tail, Stored);
        _writer = new PostgresWriter(parts, options, _readers.Clear, time, logger);
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

    /// <summary>Opens a log for writing, or makes a new one; the schema is brought up to date.</summary>
    /// <exception cref="LogBrokenException">Out of reach, written by another process, newer, or damaged.</exception>
    public static PostgresEventLog Open(
        PostgresPlace place, PostgresLogOptions options, TimeProvider time, ILogger logger)
    {
        var log = new PostgresEventLog(PostgresParts.Open(place, options, logger), options, time, logger);
        log._loop.Start();
        log._knowing = log.Know(log._closing.Token);
        log._looks = time.CreateTimer(
            static it => ((CommitLoop)it!).Wake(), log._loop, options.BetweenLooks, options.BetweenLooks);
        return log;
    }

    /// <summary>Opens the log of another process to read it while that process writes; appends are refused.</summary>
    /// <exception cref="LogBrokenException">Out of reach, or there is no log of ours.</exception>
    public static IEventLog OpenReadOnly(PostgresPlace place, TimeProvider time)
    {
        var readers = new PostgresReaders(place, new PostgresLogOptions());
        try
        {
            readers.CheckSchema();
            return new ReadOnlyLog("postgres", place.Name, readers, time);
        }
        catch (Exception broken)
        {
            readers.Dispose();
            throw broken is NpgsqlException or LogUnavailableException
                ? new LogBrokenException($"{place} cannot be read as a log: {broken.Message}", broken)
                : broken;
        }
    }

    public LogHead Head => _signal.Head;

    public ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel) => _writer.Away is { } away
        ? ValueTask.FromException<Appended>(new LogUnavailableException("Nothing was stored. " + away.Message, away))
        : _loop.Append(batch, cancel);

    public ValueTask<ImmutableArray<Fact>> ReadStream(
        string stream, long afterVersion, int atMost, CancellationToken cancel) =>
        afterVersion >= 0 && atMost >= 0 && !cancel.IsCancellationRequested && !_parts.Known.MayHave(stream)
            ? ValueTask.FromResult(ImmutableArray<Fact>.Empty)
            : _reading.Stream(stream, afterVersion, atMost, cancel);

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
            _writer.Unsaved(stream), foldVersion, () => Reached(() => _readers.Snapshot(stream, foldVersion, cancel)));

    public ValueTask<ChainReport> Check(IProgress<long>? progress, CancellationToken cancel) =>
        _readers.Read(reader => ChainCheck.Walk(reader, progress, cancel), cancel);

    /// <summary>What the server says of itself, and <c>writing</c>: <c>on</c>, or why not.</summary>
    public LogDescription Describe()
    {
        var writing = _loop.StoppedBy is { } why ? "stopped: " + why.Message
            : _writer.Away is { } away ? "away: " + away.Message
            : "on";
        return new LogDescription("postgres", _parts.Place.Name, _writer.Settings.SetItem("writing", writing));
    }

    public async ValueTask DisposeAsync()
    {
        _looks?.Dispose();
        await _closing.CancelAsync().ConfigureAwait(false);
        await _knowing.WaitAsync(_readAtMost, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
        await _loop.End().ConfigureAwait(false);
        _signal.Close(new ObjectDisposedException(nameof(PostgresEventLog)));
        _writer.Dispose();
        _readers.Dispose();
        _parts.HeadFile?.Dispose();
    }

    /// <summary>Beside the first commits; if it fails, each new stream asks the server, which is only slower.</summary>
    private async Task Know(CancellationToken closing) => await _readers.Read(
        reader =>
        {
            _parts.Known.Complete(((PostgresReader)reader).Streams().TakeWhile(_ => !closing.IsCancellationRequested));
            return true;
        },
        closing).ConfigureAwait(false);

    private ValueTask<ImmutableArray<Fact>> Stored(Wish wish, CancellationToken cancel) =>
        Reached(() => _readers.Read(wish, cancel));

    /// <summary>A read that fails for the network, or has no end, makes the writer look at once.</summary>
    private async ValueTask<T> Reached<T>(Func<ValueTask<T>> read)
    {
        if (_writer.Away is { } away)
        {
            throw new LogUnavailableException(away.Message, away);
        }

        try
        {
            return await read().AsTask().WaitAsync(_readAtMost, _time).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is LogUnavailableException or TimeoutException)
        {
            _loop.Wake();
            throw PostgresFailure.ToReader(failure);
        }
    }

    /// <summary>The commit is durable: first the head file and what readers see, then the answers.</summary>
    private void Publish(CommitPlan plan)
    {
        var head = new LogHead(plan.LastPosition, plan.Number, ChainHash.Print(plan.Hash!));
        _hooks?.AfterSync?.Invoke(head.Position);
        _parts.HeadFile?.Write(head);
        foreach (var fact in plan.Facts)
        {
            if (fact.Version == 1)
            {
                _parts.Known.Add(fact.Stream);
            }
        }

        _parts.Tail.Add(plan.Span);
        _feedHeads.Move(plan.Span);
        _signal.Move(head);
    }
}
