using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Batches and comparisons that the tests share.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Morning = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>One fact for a stream, in these feeds.</summary>
    public static NewBatch One(string stream, long expected, string command, params string[] feeds) => new()
    {
        Stream = stream,
        ExpectedVersion = expected,
        CommandId = command,
        By = Author.System,
        At = Morning,
        Facts = [Fact($$"""{"command":"{{command}}"}""", feeds)],
    };

    public static NewFact Fact(string json, params string[] feeds) =>
        new("case/Reported", 1, Encoding.UTF8.GetBytes(json), [.. feeds]);

    public static NewBatch Of(this NewBatch batch, params NewFact[] facts) => batch with { Facts = [.. facts] };

    /// <summary>A fact as text, field by field: two facts are the same when their texts are.</summary>
    public static string Text(Fact fact) => JsonSerializer.Serialize(new
    {
        fact.Position,
        fact.Stream,
        fact.Version,
        Feeds = fact.Feeds.Select(feed => feed.Feed + "#" + feed.Number),
        fact.At,
        fact.By,
        fact.Client,
        fact.CommandId,
        fact.Cause,
        fact.Correlation,
        fact.Kind,
        fact.Schema,
        fact.RulesVersion,
        fact.Tag,
        Payload = Encoding.UTF8.GetString(fact.Payload.Span),
        fact.Commit,
    });

    public static string[] Texts(IEnumerable<Fact> facts) => [.. facts.Select(Text)];

    public static async Task<ImmutableArray<Fact>> Everything(this IEventLog log, CancellationToken cancel) =>
        await log.ReadAll(0, int.MaxValue, cancel);
}
