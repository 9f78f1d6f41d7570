using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Json;

namespace Twin.City.Tests.Logs;

/// <summary>Logs of every landed version, as they were written: today's code must read and fold them.</summary>
public class FrozenLogTests
{
    private const int Households = 500;

    public static TheoryData<string> Logs =>
        [.. Directory.EnumerateFiles(Folder(), "*.ndjson").Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Logs))]
    public void Every_fact_of_a_frozen_log_is_read_whole(string log)
    {
        foreach (var fact in Facts(log))
        {
            var payload = Encoding.UTF8.GetBytes(fact["payload"]!.ToJsonString());

            var again = JsonNode.Parse(AsWrittenToday(Text(fact, "kind"), (int)fact["schema"]!, payload).Span);

            // Fields may be added since; none that stood there may be lost or read as something else.
            foreach (var (name, value) in fact["payload"]!.AsObject())
            {
                Assert.True(JsonNode.DeepEquals(value, again![name]), $"{log} {fact["position"]}: {name}");
            }
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void A_frozen_log_folds_to_the_boards_it_had(string log)
    {
        var cases = new Dictionary<string, CaseState>();
        var folds = new Dictionary<string, BoardFold>();
        foreach (var fact in Facts(log).Where(fact => Text(fact, "kind").StartsWith("case/", StringComparison.Ordinal)))
        {
            var committed = Read(fact);
            var stamp = new CaseStamp(
                committed.At, committed.Version, committed.Position, Text(fact, "command_id"), committed.Tag);
            cases[committed.Case.Value] = cases
                .GetValueOrDefault(committed.Case.Value, CaseState.Absent(committed.Case))
                .After(committed.Happened, stamp);
            foreach (var feed in committed.Feeds.Select(mark => mark.Feed).Where(IsOfAHome))
            {
                if (!folds.TryGetValue(feed, out var fold))
                {
                    folds[feed] = fold = new BoardFold(new HomeId(feed[5..]), Households);
                }

                fold.Apply(committed);
            }
        }

        var kept = Path.Combine(Folder(), log.Replace(".ndjson", ".expected.json"));
        var expected = JsonNode.Parse(File.ReadAllText(kept));
        var found = Summary(cases.Values, [.. folds.Values]);
        Assert.True(JsonNode.DeepEquals(expected, found), $"found {found.ToJsonString()}");
    }

    private static JsonObject Summary(IEnumerable<CaseState> cases, BoardFold[] folds)
    {
        var minute = folds.Max(fold => fold.AsOf(0).AsOfMinute);
        var sum = folds.Select(fold => fold.AsOf(minute)).Aggregate(new Board(), (all, board) => all.Add(board));
        var stages = cases.GroupBy(state => state.Stage).OrderBy(group => group.Key)
            .Select(group => KeyValuePair.Create<string, JsonNode?>(group.Key.ToString(), group.Count()));
        return new JsonObject
        {
            ["stages"] = new JsonObject(stages),
            ["board"] = JsonSerializer.SerializeToNode(sum),
            ["homes"] = folds.Length,
        };
    }

    private static ReadOnlyMemory<byte> AsWrittenToday(string kind, int schema, byte[] payload) => Family(kind) switch
    {
        "case" => CityJson.Encode(CityJson.DecodeCase(kind, schema, payload)).Payload,
        "post" => CityJson.Encode(CityJson.DecodePost(kind, schema, payload)).Payload,
        "household" => CityJson.Encode(CityJson.DecodeHousehold(kind, schema, payload)).Payload,
        "number" => CityJson.Encode(CityJson.DecodeNumber(kind, schema, payload)).Payload,
        "area" => CityJson.Encode(CityJson.DecodeArea(kind, schema, payload)).Payload,
        "stock" => CityJson.Encode(CityJson.DecodeStock(kind, schema, payload)).Payload,
        "mode" => CityJson.Encode(CityJson.DecodeMode(kind, schema, payload)).Payload,
        "city" => CityJson.Encode(CityJson.DecodeCity(kind, schema, payload)).Payload,
        _ => throw new InvalidDataException($"No family reads facts of kind '{kind}'."),
    };

    private static Committed Read(JsonNode fact) => new(
        new CaseId(Text(fact, "stream")), (long)fact["version"]!, (long)fact["position"]!,
        [.. fact["feeds"]!.AsArray().Select(feed => new FeedMark(Text(feed!, "feed"), (long)feed!["number"]!))],
        DateTimeOffset.UnixEpoch.AddMicroseconds((long)fact["at_us"]!), (string?)fact["tag"],
        CityJson.DecodeCase(
            Text(fact, "kind"), (int)fact["schema"]!, Encoding.UTF8.GetBytes(fact["payload"]!.ToJsonString())));

    private static string Family(string kind) => kind.Split('/')[0];

    private static bool IsOfAHome(string feed) => feed.StartsWith("area:", StringComparison.Ordinal);

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private static ImmutableArray<JsonNode> Facts(string log) =>
        [.. File.ReadLines(Path.Combine(Folder(), log)).Select(line => JsonNode.Parse(line)!)];

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Twin.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "tests", "logs");
    }
}
