using System.Security.Cryptography;
using Npgsql;

namespace Twin.EventLog.Postgres;

/// <summary>The reads, in SQL; the same ones for a reader that waits and one that does not.</summary>
internal static class Questions
{
    public const string Stream =
        $"SELECT {FactRows.Columns} FROM facts f "
        + "WHERE f.stream = $1 AND f.version > $2 ORDER BY f.version LIMIT $3";

    public const string All =
        $"SELECT {FactRows.Columns} FROM facts f WHERE f.position > $1 ORDER BY f.position LIMIT $2";

    public const string AtPositions =
        $"SELECT {FactRows.Columns} FROM facts f WHERE f.position = ANY($1) ORDER BY f.position";

    /// <summary>From the chunk that holds the number after the one the reader has.</summary>
    public const string FeedChunks =
        "SELECT first_number, positions FROM feed_facts WHERE feed = $1 AND first_number >= coalesce(("
        + "SELECT max(first_number) FROM feed_facts WHERE feed = $1 AND first_number <= $2 + 1), 1) "
        + "ORDER BY first_number";

    /// <summary>Every version of some streams, with its command and its moment.</summary>
    public const string StreamHeads =
        "SELECT stream, version, command_id, at_us FROM facts WHERE stream = ANY($1) ORDER BY stream, version";

    public const string OfCommand =
        $"SELECT {FactRows.Columns} FROM facts f WHERE f.stream = $1 AND f.command_id = $2 ORDER BY f.version";

    public const string LastCommit = $"SELECT {Commit} FROM commits ORDER BY number DESC LIMIT 1";

    public const string CommitsAfter = $"SELECT {Commit} FROM commits WHERE number > $1 ORDER BY number LIMIT $2";

    public const string Snapshot =
        "SELECT version, hash, state, state_sha256 FROM snapshots WHERE stream = $1 AND fold_version = $2";

    private const string Commit = "number, first_position, last_position, at_us, hash";

    public static NpgsqlCommand Command(NpgsqlConnection connection, string question, object[] parameters)
    {
        var command = new NpgsqlCommand(question, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }

    /// <summary>Null when its bytes are not those that were stored; it is never needed for truth.</summary>
    public static Snapshot? ReadSnapshot(NpgsqlDataReader row, string stream, int foldVersion)
    {
        var state = row.GetFieldValue<byte[]>(2);
        return row.GetFieldValue<byte[]>(3).AsSpan().SequenceEqual(SHA256.HashData(state))
            ? new Snapshot(stream, row.GetInt64(0), foldVersion, row.GetString(1), state)
            : null;
    }
}
