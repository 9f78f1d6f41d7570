using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Facts as arrays, one a column, for one plain insert: the yardstick's way.</summary>
internal sealed class RawRows
{
    public const string Insert =
        "INSERT INTO raw_facts(position, stream, version, feeds, at_us, account, role, client, command_id, cause, "
        + "correlation, kind, schema, rules, tag, payload, commit_no) "
        + "SELECT *, $17 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly NpgsqlParameter<List<long>> _position = List<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<string>> _stream = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<long>> _version = List<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<string>> _feeds = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<long>> _at = List<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<string>> _account = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<string>> _role = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<string>> _client = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<string>> _command = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<long?>> _cause = List<long?>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<string>> _correlation = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<string>> _kind = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<int>> _schema = List<int>(NpgsqlDbType.Integer);
    private readonly NpgsqlParameter<List<string>> _rules = List<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<string?>> _tag = List<string?>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<List<byte[]>> _payload = List<byte[]>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<long> _commit = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly Dictionary<string, string> _feedNames = new(StringComparer.Ordinal);

    /// <summary>In the order of <see cref="Insert"/>.</summary>
    public NpgsqlParameter[] Parameters =>
    [
        _position, _stream, _version, _feeds, _at, _account, _role, _client, _command, _cause, _correlation, _kind,
        _schema, _rules, _tag, _payload, _commit,
    ];

    public void Set(IReadOnlyList<Fact> facts, long commit)
    {
        Clear();
        _commit.TypedValue = commit;
        foreach (var fact in facts)
        {
            _position.TypedValue!.Add(fact.Position);
            _stream.TypedValue!.Add(fact.Stream);
            _version.TypedValue!.Add(fact.Version);
            _feeds.TypedValue!.Add(Feeds(fact.Feeds));
            _at.TypedValue!.Add(Moments.Micros(fact.At));
            _account.TypedValue!.Add(fact.By.Account);
            _role.TypedValue!.Add(fact.By.Role);
            _client.TypedValue!.Add(fact.Client);
            _command.TypedValue!.Add(fact.CommandId);
            _cause.TypedValue!.Add(fact.Cause);
            _correlation.TypedValue!.Add(fact.Correlation);
            _kind.TypedValue!.Add(fact.Kind);
            _schema.TypedValue!.Add(fact.Schema);
            _rules.TypedValue!.Add(fact.RulesVersion);
            _tag.TypedValue!.Add(fact.Tag);
            _payload.TypedValue!.Add(Bytes(fact.Payload));
        }
    }

    /// <summary>Gives the rows other positions; only the yardstick asks for it.</summary>
    public void NumberFrom(long first)
    {
        var positions = _position.TypedValue!;
        for (var i = 0; i < positions.Count; i++)
        {
            positions[i] = first + i;
        }
    }

    /// <summary>Feeds as <c>{"area/12":345}</c> in their order: JSON, so that plain SQL reads it.</summary>
    private string Feeds(ImmutableArray<FeedNumber> feeds) => feeds.Length switch
    {
        0 => "{}",
        1 => string.Concat("{", Pair(feeds[0]), "}"),
        _ => "{" + string.Join(',', feeds.Select(Pair)) + "}",
    };

    private string Pair(FeedNumber feed)
    {
        if (!_feedNames.TryGetValue(feed.Feed, out var name))
        {
            _feedNames[feed.Feed] = name = JsonSerializer.Serialize(feed.Feed, Json) + ":";
        }

        return name + feed.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> payload) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(payload, out var whole)
        && whole.Offset == 0 && whole.Count == whole.Array!.Length
            ? whole.Array
            : payload.ToArray();

    private static NpgsqlParameter<List<T>> List<T>(NpgsqlDbType of) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | of, TypedValue = [] };

    private void Clear()
    {
        foreach (var parameter in Parameters)
        {
            (parameter.Value as System.Collections.IList)?.Clear();
        }
    }
}
