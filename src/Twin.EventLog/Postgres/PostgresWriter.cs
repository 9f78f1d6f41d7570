using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The writing side: stores commits, and finds its way back when the server was away.</summary>
/// <remarks>
/// Only the log's one writer thread calls it, but for what says otherwise. What the server is asked runs on the lane of
/// the session, and has a limit of our own: then the session is left to itself.
/// </remarks>
internal sealed class PostgresWriter : ICommitStore, IDisposable
{
    private readonly PostgresPlace _place;
    private readonly PostgresLogOptions _options;
    private readonly Tail _tail;
    private readonly KnownStreams _known;
    private readonly Action _lost;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, Snapshot> _unsaved = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly TimeSpan _askedAtMost;
    private Lane _lane = new();
    private PostgresSession _session;
    private PostgresStatements? _statements;
    private Keeping? _keeping;
    private Commit? _underWay;
    private CommitRecord _last;
    private long _usedAt;
    private volatile LogUnavailableException? _away;
    private volatile ImmutableSortedDictionary<string, string> _settings;

    public PostgresWriter(
        PostgresParts parts, PostgresLogOptions options, Action lost, TimeProvider time, ILogger logger)
    {
        (_place, _options, _lost, _time, _logger) = (parts.Place, options, lost, time, logger);
        (_session, _tail, _known, _last) = (parts.Session, parts.Tail, parts.Known, parts.Last);
        _askedAtMost = TimeSpan.FromSeconds(options.StatementSeconds);
        _statements = new PostgresStatements(_session);
        (_settings, _usedAt) = (SettingsNow(_session), time.GetTimestamp());
    }

    /// <summary>Why the server is out of reach; null while it answers. For any thread.</summary>
    public Exception? Away => _away;

    /// <summary>As the live connection said at the last look. For any thread.</summary>
    public ImmutableSortedDictionary<string, string> Settings => _settings;

    public StreamHead LoadStream(string stream) => LoadStreams([stream])[0];

    public IReadOnlyList<StreamHead> LoadStreams(IReadOnlyList<string> streams) => Reach(() =>
    {
        var heads = streams.ToDictionary(stream => stream, _ => new StreamHead(), StringComparer.Ordinal);
        string[] asked = [.. streams.Where(_known.MayHave)];
        if (asked.Length > 0)
        {
            var statements = _statements!;
            foreach (var row in _lane.Do(() => statements.Heads(asked), _askedAtMost))
            {
                var head = heads[row.Stream];
                (head.Version, head.AtMicros) = (row.Version, row.AtMicros);
                head.Commands.Add(CommandSet.HashOf(row.Command));
            }
        }

        return streams.Select(stream => heads[stream]).ToArray();
    });

    public ImmutableArray<Fact> ReadCommand(string stream, string commandId) => Reach(() =>
    {
        var reader = _session.Reader;
        return _lane.Do(() => reader.OfCommand(stream, commandId), _askedAtMost);
    });

    public ICommitting Begin(CommitPlan plan, Action done)
    {
        try
        {
            return _underWay = Reach(() =>
            {
                _options.Hooks?.BeforeCommit?.Invoke(plan.Facts);
                var statements = _statements!;
                return new Commit(this, plan, _lane.Begin(
                    () =>
                    {
                        statements.Commit(plan);
                        return plan.Number;
                    },
                    done));
            });
        }
        catch (Exception failure)
        {
            return new Committed(ExceptionDispatchInfo.Capture(failure));
        }
    }

    public bool Settle(CommitPlan plan) => Reach(() => _last.Number == plan.Number, plan);

    /// <summary>Keeps a snapshot to be stored when there is time. For any thread.</summary>
    public void Save(Snapshot snapshot) => _unsaved.AddOrUpdate(
        snapshot.Stream, snapshot, (_, kept) => Snapshots.IsOlder(snapshot, kept) ? kept : snapshot);

    /// <summary>For any thread.</summary>
    public Snapshot? Unsaved(string stream) => _unsaved.GetValueOrDefault(stream);

    public void Upkeep(bool idle)
    {
        try
        {
            if (_keeping is { } keeping)
            {
                if (!keeping.Call.IsCompleted && _time.GetElapsedTime(keeping.Since) < _askedAtMost)
                {
                    return;
                }

                _keeping = null;
                Reach(() => Kept(keeping));
            }

            var index = _tail.Count >= _options.IndexedTogether;
            if (index || (idle && !_unsaved.IsEmpty))
            {
                _keeping = Reach(() => Keep(index));
            }
            else if (_away is not null || (idle && _time.GetElapsedTime(_usedAt) >= _options.BetweenLooks))
            {
                LookAround();
            }
        }
        catch (Exception failure) when (Judge(failure) == Failure.Unreachable)
        {
            // Told when it began; it is tried again soon.
        }
        catch (Exception failure) when (Judge(failure) == Failure.OfTheStore)
        {
            CommitLog.KeptBack(_logger, failure);
        }
    }

    public Failure Judge(Exception failure) => PostgresFailure.Meaning(failure);

    public void Dispose() => _lane.End(_statements is null ? static () => { } : _session.Dispose, _askedAtMost);

    /// <summary>Begins to store what waits; commits go on behind it.</summary>
    private Keeping Keep(bool index)
    {
        var saved = _unsaved.ToArray();
        var keep = _statements!.Keep([.. saved.Select(one => one.Value)], _tail, index);
        return new Keeping(saved, _lane.Begin(keep), _time.GetTimestamp());
    }

    private bool Kept(Keeping keeping)
    {
        _tail.DropTo(Lane.Wait(keeping.Call, TimeSpan.Zero));
        foreach (var entry in keeping.Saved)
        {
            _unsaved.TryRemove(entry);
        }

        _usedAt = _time.GetTimestamp();
        return true;
    }

    /// <summary>A server that says why it ends a session is there; then the next session is begun at once.</summary>
    private void LookAround()
    {
        try
        {
            Reach(Look);
        }
        catch (PostgresException ended) when (Judge(ended) == Failure.Unreachable)
        {
            Reach(Look);
        }
    }

    private bool Look()
    {
        var session = _session;
        _settings = _lane.Do(() => SettingsNow(session), _askedAtMost);
        _usedAt = _time.GetTimestamp();
        return true;
    }

    /// <summary>Does this on the session, which is taken up again first when it was lost.</summary>
    private T Reach<T>(Func<T> work, CommitPlan? inDoubt = null) => Told(() =>
    {
        if (_statements is null)
        {
            // What became of a commit that is under way must be known before.
            if (_underWay is not null)
            {
                throw _away!;
            }

            Return(inDoubt);
        }

        return work();
    });

    private T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PostgresException passedOver) when (passedOver.SqlState == Migrations.Fenced)
        {
            throw PassedOver();
        }
        catch (Exception failure) when (Judge(failure) == Failure.Unreachable)
        {
            Lose(failure);
            throw;
        }
    }

    private LogBrokenException PassedOver()
    {
        var session = _session;
        try
        {
            return _lane.Do(session.PassedOver, _askedAtMost);
        }
        catch (Exception failure) when (Judge(failure) == Failure.Unreachable)
        {
            return session.PassedOver("it cannot be asked who");
        }
    }

    private void Lose(Exception failure)
    {
        if (_away is null)
        {
            PostgresLines.Lost(_logger, _place.Name, failure);
        }

        _away = PostgresFailure.OutOfReach(failure);
        if (_statements is null)
        {
            return;
        }

        (_statements, _keeping) = (null, null);
        LeaveLane(_session.Dispose);
        _lost();
    }

    /// <summary>Whatever hangs there ends by itself; what is asked from here on goes to a new lane.</summary>
    private void LeaveLane(Action last)
    {
        _lane.Leave(last);
        _lane = new Lane();
    }

    /// <summary>The log must end as this writer left it, but for the commit that was in doubt.</summary>
    private void Return(CommitPlan? inDoubt)
    {
        var way = new WayBack(_place, _options, _session);
        try
        {
            _lane.Do(way.Go, TimeSpan.FromSeconds(_options.ConnectSeconds + _options.TakeOverSeconds));
        }
        catch
        {
            LeaveLane(way.Dispose);
            throw;
        }

        if (Same(way.Last, _last) || (inDoubt is not null && Same(way.Last, RecordOf(inDoubt))))
        {
            _last = way.Last;
        }
        else
        {
            LeaveLane(way.Dispose);
            throw new LogBrokenException(
                $"The log {_place} ends with commit {way.Last.Number} (position {way.Last.Last}), but commit "
                + $"{_last.Number} (position {_last.Last}) was acknowledged: the server that came back is not the "
                + "one that left. Nothing was changed; find the newest copy of the database.");
        }

        if (way.IndexedTo > _tail.IndexedTo)
        {
            _tail.DropTo(way.IndexedTo);
        }

        (_session, _statements, _away) = (way.Session!, way.Statements, null);
        PostgresLines.Back(_logger, _place.Name, _session.Epoch);
    }

    private static ImmutableSortedDictionary<string, string> SettingsNow(PostgresSession session) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, session.Settings())
            .Add("epoch", session.Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool Same(CommitRecord one, CommitRecord other) =>
        one.Number == other.Number && one.Hash.AsSpan().SequenceEqual(other.Hash);

    private static CommitRecord RecordOf(CommitPlan plan) =>
        new(plan.Number, plan.FirstPosition, plan.LastPosition, plan.AtMicros, plan.Hash!);

    /// <summary>The index and snapshots that are being stored.</summary>
    private sealed record Keeping(KeyValuePair<string, Snapshot>[] Saved, Task<long> Call, long Since);

    /// <summary>A commit on the lane.</summary>
    private sealed class Commit(PostgresWriter writer, CommitPlan plan, Task<long> call) : ICommitting
    {
        private readonly long _since = writer._time.GetTimestamp();

        public bool IsOver => call.IsCompleted || Left <= TimeSpan.Zero;

        private TimeSpan Left => writer._askedAtMost - writer._time.GetElapsedTime(_since);

        public void End()
        {
            writer._underWay = null;
            writer.Told(() =>
            {
                Lane.Wait(call, Left > TimeSpan.Zero ? Left : TimeSpan.Zero);
                writer._last = RecordOf(plan);
                writer._usedAt = writer._time.GetTimestamp();
                return true;
            });
        }
    }
}
