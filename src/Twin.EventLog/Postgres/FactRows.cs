using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Rows of <c>facts</c> as facts again.</summary>
internal static class FactRows
{
    public const string Columns =
        "f.position, f.stream, f.version, f.feeds, f.at_us, f.account, f.role, f.client, f.command_id, f.cause, "
        + "f.correlation, f.kind, f.schema, f.rules, f.tag, f.commit_no, f.payload";

    public static Fact Read(DbDataReader row) => new()
    {
        Position = row.GetInt64(0),
        Stream = row.GetString(1),
        Version = row.GetInt64(2),
        Feeds = ReadFeeds(row.GetFieldValue<byte[]>(3)),
        At = Moments.At(row.GetInt64(4)),
        By = new Author(row.GetString(5), row.GetString(6)),
        Client = row.GetString(7),
        CommandId = row.GetString(8),
        Cause = row.IsDBNull(9) ? null : row.GetInt64(9),
        Correlation = row.GetString(10),
        Kind = row.GetString(11),
        Schema = row.GetInt32(12),
        RulesVersion = row.GetString(13),
        Tag = row.IsDBNull(14) ? null : row.GetString(14),
        Commit = row.GetInt64(15),
        Payload = row.GetFieldValue<byte[]>(16),
    };

    private static ImmutableArray<FeedNumber> ReadFeeds(byte[] json)
    {
        try
        {
            var feeds = ImmutableArray.CreateBuilder<FeedNumber>(2);
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    var feed = reader.GetString()!;
                    reader.Read();
                    feeds.Add(new FeedNumber(feed, reader.GetInt64()));
                }
            }

            return feeds.DrainToImmutable();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            throw new LogBrokenException(
                "The feeds of a fact cannot be read; run a check and restore from a backup.", broken);
        }
    }
}
