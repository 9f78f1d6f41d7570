using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Twin.EventLog.Postgres;

/// <summary>Which database and schema hold the log of one city.</summary>
/// <remarks>
/// Read from <c>postgres://user:password@host:port/database?schema=twin</c>, or from Npgsql's own
/// <c>Host=…;Database=…;Search Path=twin</c>. One schema is one city.
/// </remarks>
public sealed partial record PostgresPlace
{
    private const string DefaultSchema = "twin";
    private readonly string _connection;

    private PostgresPlace(NpgsqlConnectionStringBuilder parts, string schema)
    {
        parts.SearchPath = schema;
        parts.CancellationTimeout = -1;
        WithoutGssByDefault(parts);
        (_connection, Schema) = (parts.ToString(), schema);
        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"postgres://{Uri.EscapeDataString(parts.Username ?? "")}@{parts.Host}:{parts.Port}/{parts.Database}"
            + $"?schema={schema}");
    }

    public string Schema { get; }

    /// <summary>The place without its password, good for health and for who knows the password.</summary>
    public string Name { get; }

    public static bool IsPlace(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal)
        || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <exception cref="LogBrokenException">The text is no place; the sentence says why.</exception>
    public static PostgresPlace Parse(string text)
    {
        try
        {
            var parts = IsPlace(text) ? OfAddress(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            var schema = string.IsNullOrEmpty(parts.SearchPath) ? DefaultSchema : parts.SearchPath;
            return PlainName().IsMatch(schema)
                ? new PostgresPlace(parts, schema)
                : throw new FormatException($"the schema '{schema}' is not of a–z, 0–9 and _");
        }
        catch (Exception broken) when (broken is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new LogBrokenException(
                $"Found no place of a PostgreSQL log: {broken.Message}; expected "
                + "postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME.", broken);
        }
    }

    /// <summary>A connection for plain SQL from outside.</summary>
    internal NpgsqlConnection Sql() =>
        new(Connect(new PostgresLogOptions(), static parts => (parts.CommandTimeout, parts.Pooling) = (0, false)));

    /// <summary>A connection string for one use; never to be logged.</summary>
    internal string Connect(PostgresLogOptions options, Action<NpgsqlConnectionStringBuilder> use)
    {
        var parts = new NpgsqlConnectionStringBuilder(_connection)
        {
            Timeout = options.ConnectSeconds,
            CommandTimeout = options.StatementSeconds,
            ApplicationName = "twin-log",
        };
        use(parts);
        return parts.ToString();
    }

    public override string ToString() => Name;

    private static NpgsqlConnectionStringBuilder OfAddress(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var parts = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.IsDefaultPort || address.Port < 0 ? NpgsqlConnection.DefaultPort : address.Port,
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
            Username = user[0].Length == 0 ? null : Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right]
                ? (left, Uri.UnescapeDataString(right))
                : throw new FormatException($"'{pair}' has no value");
            parts[name == "schema" ? "Search Path" : name] = value;
        }

        return parts;
    }

    /// <summary>Tried first and given up, it leaves less than a millisecond to connect, which means for ever.</summary>
    private static void WithoutGssByDefault(NpgsqlConnectionStringBuilder parts)
    {
        if (parts.GssEncryptionMode == GssEncryptionMode.Prefer)
        {
            parts.GssEncryptionMode = GssEncryptionMode.Disable;
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex PlainName();
}
