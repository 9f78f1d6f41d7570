using Npgsql;
using NpgsqlTypes;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The prepared writes of one session; each is one transaction.</summary>
/// <remarks>
/// Each takes the commit lock and compares the epoch before it ends. A commit is three ways there and back (begin and
/// COPY, its rows, chain and end); the next commit is planned meanwhile.
/// </remarks>
internal sealed class PostgresStatements : IDisposable
{
    private static readonly string CopyFacts = CopyRows.Into("facts");

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _end;
    private readonly NpgsqlBatch _keep;
    private readonly CopyRows _facts = new();
    private readonly NpgsqlParameter<long>[] _chain = [Long(), Long(), Long(), Long()];
    private readonly NpgsqlParameter<byte[]> _hash = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlCommand _heads;
    private readonly NpgsqlParameter<string[]> _streams =
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
    private readonly IndexRows _index = new();
    private readonly SnapshotRows _snapshots = new();

    public PostgresStatements(PostgresSession session)
    {
        _connection = session.Connection;
        _end = Batch(
            Fence(session),
            Command("INSERT INTO commits VALUES($1, $2, $3, $4, $5)", [.. _chain, _hash]),
            new NpgsqlBatchCommand("COMMIT"));
        _keep = Batch(
            Fence(session),
            Command(IndexRows.InsertFeeds, _index.Feeds),
            Command(IndexRows.Mark, [_index.IndexedTo]),
            Command(SnapshotRows.Insert, _snapshots.Parameters));
        _heads = new NpgsqlCommand(Questions.StreamHeads, _connection) { Parameters = { _streams } };
        _heads.Prepare();
    }

    /// <remarks>Who was passed over rolls back: the lock is held from the look at the epoch to the end.</remarks>
    public void Commit(CommitPlan plan)
    {
        // Sent along with the COPY; disposing of it rolls back what has not ended.
        using var transaction = _connection.BeginTransaction();
        using (var copy = _connection.BeginRawBinaryCopy(CopyFacts))
        {
            _facts.Write(copy, plan.Facts, plan.FirstPosition);
        }

        (_chain[0].TypedValue, _chain[1].TypedValue) = (plan.Number, plan.FirstPosition);
        (_chain[2].TypedValue, _chain[3].TypedValue) = (plan.LastPosition, plan.AtMicros);
        _hash.TypedValue = plan.Hash!;
        _end.ExecuteNonQuery();
    }

    /// <summary>The ends of streams as they are stored.</summary>
    public List<(string Stream, long Version, string Command, long AtMicros)> Heads(string[] streams)
    {
        _streams.TypedValue = streams;
        var heads = new List<(string Stream, long Version, string Command, long AtMicros)>();
        using var rows = _heads.ExecuteReader();
        while (rows.Read())
        {
            heads.Add((rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetInt64(3)));
        }

        return heads;
    }

    /// <summary>Takes over what is to be kept; its answer stores that, and says where the index ends.</summary>
    public Func<long> Keep(IReadOnlyCollection<Snapshot> snapshots, Tail tail, bool index)
    {
        _index.Set(tail, index);
        _snapshots.Set(snapshots);
        return () =>
        {
            _keep.ExecuteNonQuery();
            return _index.IndexedTo.TypedValue;
        };
    }

    public void Dispose()
    {
        _heads.Dispose();
        _end.Dispose();
        _keep.Dispose();
    }

    public static NpgsqlBatchCommand Command(string text, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        command.Parameters.AddRange(parameters);
        return command;
    }

    private NpgsqlBatch Batch(params NpgsqlBatchCommand[] commands)
    {
        var batch = new NpgsqlBatch(_connection);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        batch.Prepare();
        return batch;
    }

    private static NpgsqlBatchCommand Fence(PostgresSession session) => Command(
        "SELECT begin_commit($1, $2)",
        [
            new NpgsqlParameter<long> { TypedValue = session.CommitLock },
            new NpgsqlParameter<long> { TypedValue = session.Epoch },
        ]);

    private static NpgsqlParameter<long> Long() => new() { NpgsqlDbType = NpgsqlDbType.Bigint };
}
