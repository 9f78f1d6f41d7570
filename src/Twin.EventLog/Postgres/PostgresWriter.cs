using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The writing side: stores commits, and finds its way back when the server was away.</summary>
/// <remarks>Only the log's one writer thread calls it, but for what says otherwise.</remarks>
internal sealed class PostgresWriter : ICommitStore, IDisposable
{
    private readonly PostgresPlace _place;
    private readonly PostgresLogOptions _options;
    private readonly Tail _tail;
    private readonly KnownStreams _known;
    private readonly Action _lost;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, Snapshot> _unsaved = new(StringComparer.Ordinal);
    private PostgresSession _session;
    private PostgresStatements? _statements;
    private CommitRecord _last;
    private bool _used;
    private volatile LogUnavailableException? _away;
    private volatile ImmutableSortedDictionary<string, string> _settings;

    public PostgresWriter(PostgresParts parts, PostgresLogOptions options, Action lost, ILogger logger)
    {
        (_place, _options, _lost, _logger) = (parts.Place, options, lost, logger);
        (_session, _tail, _known, _last) = (parts.Session, parts.Tail, parts.Known, parts.Last);
        _statements = new PostgresStatements(_session);
        _settings = SettingsNow();
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
            using var rows = _statements!.Heads(asked);
            while (rows.Read())
            {
                var head = heads[rows.GetString(0)];
                (head.Version, head.AtMicros) = (rows.GetInt64(1), rows.GetInt64(3));
                head.Commands.Add(rows.GetInt64(2));
            }
        }

        foreach (var (stream, head) in heads)
        {
            foreach (var fact in _tail.Stream(stream, head.Version, int.MaxValue))
            {
                head.Add(fact);
            }
        }

        return streams.Select(stream => heads[stream]).ToArray();
    });

    public ImmutableArray<Fact> ReadCommand(string stream, string commandId) => Reach(() =>
    {
        var facts = _session.Reader.OfCommand(stream, CommandSet.HashOf(commandId))
            .Concat(_tail.Stream(stream, 0, int.MaxValue));
        return facts.Where(fact => fact.CommandId == commandId).ToImmutableArray();
    });

    public void Commit(CommitPlan plan) => Reach(() =>
    {
        _options.Hooks?.BeforeCommit?.Invoke(plan.Facts);
        _statements!.Commit(plan);
        _last = RecordOf(plan);
        return _used = true;
    });

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
            var index = _tail.Count >= _options.IndexedTogether;
            if (index || (idle && !_unsaved.IsEmpty))
            {
                Reach(() => Keep(index));
            }
            else if (_away is not null || (idle && !_used))
            {
                Reach(() => _settings = SettingsNow());
            }

            _used = false;
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

    public void Dispose()
    {
        _statements?.Dispose();
        _session.Dispose();
    }

    private long Keep(bool index)
    {
        var saved = _unsaved.ToArray();
        var indexedTo = _statements!.Keep([.. saved.Select(one => one.Value)], _tail, index);
        _tail.DropTo(indexedTo);
        foreach (var entry in saved)
        {
            _unsaved.TryRemove(entry);
        }

        _used = true;
        return indexedTo;
    }

    /// <summary>Does this on the session, which is taken up again first when it was lost.</summary>
    private T Reach<T>(Func<T> work, CommitPlan? inDoubt = null)
    {
        try
        {
            if (_statements is null)
            {
                Return(inDoubt);
            }

            return work();
        }
        catch (PostgresException passedOver) when (passedOver.SqlState == Migrations.Fenced)
        {
            throw _session.PassedOver();
        }
        catch (Exception failure) when (Judge(failure) == Failure.Unreachable)
        {
            Lose(failure);
            throw;
        }
    }

    private void Lose(Exception failure)
    {
        if (_away is null)
        {
            PostgresLines.Lost(_logger, _place.Name, failure);
        }

        _away = PostgresFailure.OutOfReach(failure);
        _statements = null;
        _session.Dispose();
        _lost();
    }

    /// <summary>The log must end as this writer left it, but for the commit that was in doubt.</summary>
    private void Return(CommitPlan? inDoubt)
    {
        var session = PostgresSession.Return(_place, _options, _session);
        try
        {
            var found = session.Reader.LastCommit();
            if (Same(found, _last) || (inDoubt is not null && Same(found, RecordOf(inDoubt))))
            {
                _last = found;
            }
            else
            {
                throw new LogBrokenException(
                    $"The log {_place} ends with commit {found.Number} (position {found.Last}), but commit "
                    + $"{_last.Number} (position {_last.Last}) was acknowledged: the server that came back is not the "
                    + "one that left. Nothing was changed; find the newest copy of the database.");
            }

            var indexedTo = session.Reader.IndexedTo();
            if (indexedTo > _tail.IndexedTo)
            {
                _tail.DropTo(indexedTo);
            }

            _statements = new PostgresStatements(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        (_session, _away) = (session, null);
        PostgresLines.Back(_logger, _place.Name, session.Epoch);
    }

    private ImmutableSortedDictionary<string, string> SettingsNow() =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, _session.Settings())
            .Add("epoch", _session.Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool Same(CommitRecord one, CommitRecord other) =>
        one.Number == other.Number && one.Hash.AsSpan().SequenceEqual(other.Hash);

    private static CommitRecord RecordOf(CommitPlan plan) =>
        new(plan.Number, plan.FirstPosition, plan.LastPosition, plan.AtMicros, plan.Hash!);
}
