using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Twin.EventLog.Postgres;

/// <summary>Snapshots as arrays for one insert.</summary>
internal sealed class SnapshotRows
{
    public const string Insert =
        "INSERT INTO snapshots AS kept SELECT * FROM unnest($1, $2, $3, $4, $5, $6) ON CONFLICT(stream) DO UPDATE SET "
        + "version = excluded.version, fold_version = excluded.fold_version, hash = excluded.hash, "
        + "state = excluded.state, state_sha256 = excluded.state_sha256 "
        + "WHERE kept.version <= excluded.version OR kept.fold_version <> excluded.fold_version";

    private readonly NpgsqlParameter<string[]> _stream = Of<string[]>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<long[]> _version = Of<long[]>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<int[]> _fold = Of<int[]>(NpgsqlDbType.Integer);
    private readonly NpgsqlParameter<string[]> _hash = Of<string[]>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<byte[][]> _state = Of<byte[][]>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<byte[][]> _sha256 = Of<byte[][]>(NpgsqlDbType.Bytea);

    public NpgsqlParameter[] Parameters => [_stream, _version, _fold, _hash, _state, _sha256];

    public void Set(IReadOnlyCollection<Snapshot> snapshots)
    {
        _stream.TypedValue = [.. snapshots.Select(one => one.Stream)];
        _version.TypedValue = [.. snapshots.Select(one => one.Version)];
        _fold.TypedValue = [.. snapshots.Select(one => one.FoldVersion)];
        _hash.TypedValue = [.. snapshots.Select(one => one.Hash)];
        _state.TypedValue = [.. snapshots.Select(one => one.State.ToArray())];
        _sha256.TypedValue = [.. snapshots.Select(one => SHA256.HashData(one.State.Span))];
    }

    private static NpgsqlParameter<T> Of<T>(NpgsqlDbType of) => new() { NpgsqlDbType = NpgsqlDbType.Array | of };
}
