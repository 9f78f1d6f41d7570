using Npgsql;
using NpgsqlTypes;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The prepared writes of one session; each is one transaction and one way there and back.</summary>
/// <remarks>
/// The statements of a batch are one transaction: PostgreSQL commits at its end, or nothing of it. The first one takes
/// the commit lock and compares the epoch.
/// </remarks>
internal sealed class PostgresStatements : IDisposable
{
    private readonly NpgsqlBatch _commit;
    private readonly NpgsqlBatch _keep;
    private readonly FactRows _facts = new();
    private readonly NpgsqlParameter<long>[] _chain = [Long(), Long(), Long(), Long()];
    private readonly NpgsqlParameter<byte[]> _hash = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlCommand _heads;
    private readonly NpgsqlParameter<string[]> _streams =
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
    private readonly IndexRows _index = new();
    private readonly SnapshotRows _snapshots = new();

    public PostgresStatements(PostgresSession session)
    {
        _commit = new NpgsqlBatch(session.Connection)
        {
            BatchCommands =
            {
                Fence(session),
                Command(FactRows.Insert, _facts.Parameters),
                Command("INSERT INTO commits VALUES($1, $2, $3, $4, $5)", [.. _chain, _hash]),
            },
        };
        _keep = new NpgsqlBatch(session.Connection)
        {
            BatchCommands =
            {
                Fence(session),
                Command(IndexRows.InsertStreams, _index.Streams),
                Command(IndexRows.InsertFeeds, _index.Feeds),
                Command(IndexRows.Mark, [_index.IndexedTo]),
                Command(SnapshotRows.Insert, _snapshots.Parameters),
            },
        };
        _heads = new NpgsqlCommand(Questions.StreamHeads, session.Connection) { Parameters = { _streams } };
        _heads.Prepare();
        _commit.Prepare();
        _keep.Prepare();
    }

    public void Commit(CommitPlan plan)
    {
        _facts.Set(plan.Facts, plan.Number);
        (_chain[0].TypedValue, _chain[1].TypedValue) = (plan.Number, plan.FirstPosition);
        (_chain[2].TypedValue, _chain[3].TypedValue) = (plan.LastPosition, plan.AtMicros);
        _hash.TypedValue = plan.Hash!;
        _commit.ExecuteNonQuery();
    }

    /// <summary>Rows of stream, version, hash of the command, moment; the caller disposes them.</summary>
    public NpgsqlDataReader Heads(string[] streams)
    {
        _streams.TypedValue = streams;
        return _heads.ExecuteReader();
    }

    /// <summary>Stores snapshots and, if asked, indexes the tail; answers where the index reaches to.</summary>
    public long Keep(IReadOnlyCollection<Snapshot> snapshots, Tail tail, bool index)
    {
        _index.Set(tail, index);
        _snapshots.Set(snapshots);
        _keep.ExecuteNonQuery();
        return _index.IndexedTo.TypedValue;
    }

    public void Dispose()
    {
        _heads.Dispose();
        _commit.Dispose();
        _keep.Dispose();
    }

    public static NpgsqlBatchCommand Command(string text, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlBatchCommand Fence(PostgresSession session) => Command(
        "SELECT begin_commit($1, $2)",
        [
            new NpgsqlParameter<long> { TypedValue = session.CommitLock },
            new NpgsqlParameter<long> { TypedValue = session.Epoch },
        ]);

    private static NpgsqlParameter<long> Long() => new() { NpgsqlDbType = NpgsqlDbType.Bigint };
}
