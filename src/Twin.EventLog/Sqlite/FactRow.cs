using System.Buffers.Text;
using System.Collections.Immutable;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>A fact as a row of the table <c>facts</c>, and back.</summary>
internal static class FactRow
{
    public const string Columns =
        "f.position, f.stream, f.version, f.feeds, f.at_us, f.account, f.role, f.client, f.command_id, f.cause, "
        + "f.correlation, f.kind, f.schema, f.rules, f.tag, f.commit_no, f.payload";

    public const string Insert =
        "INSERT INTO facts(position, stream, version, feeds, at_us, account, role, client, command_id, cause, "
        + "correlation, kind, schema, rules, tag, commit_no, payload) "
        + "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";

    public static void Store(Statement insert, Fact fact, Terms terms, Statement newTerm)
    {
        insert.Bind(1, fact.Position).Bind(2, fact.Stream).Bind(3, fact.Version);
        BindFeeds(insert, fact, terms, newTerm);
        insert.Bind(5, Moments.Micros(fact.At)).Bind(6, fact.By.Account);
        insert.Bind(7, terms.IdOf(fact.By.Role, newTerm)).Bind(8, terms.IdOf(fact.Client, newTerm));
        insert.Bind(9, fact.CommandId);
        _ = fact.Cause is { } cause ? insert.Bind(10, cause) : insert.BindNull(10);
        insert.Bind(11, fact.Correlation).Bind(12, terms.IdOf(fact.Kind, newTerm)).Bind(13, fact.Schema);
        insert.Bind(14, terms.IdOf(fact.RulesVersion, newTerm)).Bind(15, fact.Tag).Bind(16, fact.Commit);
        insert.BindUtf8(17, fact.Payload.Span).Run();
    }

    public static Fact Read(Statement row, Func<int, string> term) => new()
    {
        Position = row.Int(0),
        Stream = row.Text(1),
        Version = row.Int(2),
        Feeds = ReadFeeds(row.Utf8(3), term),
        At = Moments.At(row.Int(4)),
        By = new Author(row.Text(5), term((int)row.Int(6))),
        Client = term((int)row.Int(7)),
        CommandId = row.Text(8),
        Cause = row.IsNull(9) ? null : row.Int(9),
        Correlation = row.Text(10),
        Kind = term((int)row.Int(11)),
        Schema = (int)row.Int(12),
        RulesVersion = term((int)row.Int(13)),
        Tag = row.IsNull(14) ? null : row.Text(14),
        Commit = row.Int(15),
        Payload = row.Bytes(16),
    };

    /// <summary>Feeds as <c>{"12":345,"13":9}</c>, term and number: JSON, so that plain SQL reads it.</summary>
    private static void BindFeeds(Statement insert, Fact fact, Terms terms, Statement newTerm)
    {
        var room = 2 + (fact.Feeds.Length * 34);
        var json = room <= 512 ? stackalloc byte[room] : new byte[room];
        var length = 0;
        json[length++] = (byte)'{';
        foreach (var (feed, number) in fact.Feeds)
        {
            if (length > 1)
            {
                json[length++] = (byte)',';
            }

            json[length++] = (byte)'"';
            Utf8Formatter.TryFormat(terms.IdOf(feed, newTerm), json[length..], out var written);
            length += written;
            json[length++] = (byte)'"';
            json[length++] = (byte)':';
            Utf8Formatter.TryFormat(number, json[length..], out written);
            length += written;
        }

        json[length++] = (byte)'}';
        insert.BindUtf8(4, json[..length]);
    }

    private static ImmutableArray<FeedNumber> ReadFeeds(ReadOnlySpan<byte> json, Func<int, string> term)
    {
        var feeds = ImmutableArray.CreateBuilder<FeedNumber>(2);
        var rest = json;
        while (rest.IndexOf((byte)'"') is var quote and >= 0)
        {
            rest = rest[(quote + 1)..];
            var feed = term((int)Number(ref rest));
            rest = rest[Math.Min(2, rest.Length)..];
            feeds.Add(new FeedNumber(feed, Number(ref rest)));
        }

        return feeds.DrainToImmutable();
    }

    private static long Number(ref ReadOnlySpan<byte> rest)
    {
        if (!Utf8Parser.TryParse(rest, out long number, out var read))
        {
            throw new LogBrokenException("The feeds of a fact cannot be read; run a check and restore from a backup.");
        }

        rest = rest[read..];
        return number;
    }
}
