using System.Text;
using System.Text.Json;
using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Topics;

/// <summary>A topic from its proposal to its result over HTTP; the box tells nobody who put in what.</summary>
public sealed class TopicTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-topic-");
    private readonly JumpingTime _time =
        new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)), stands: true);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Neighbours_decide_in_secret_and_each_slip_counts_once()
    {
        string topic;
        string[] slips;
        var receipts = new List<string?>();
        await using (var city = await Start())
        {
            topic = await Raise(city);
            slips = await Open(city, topic);
            Assert.Equal(4, slips.Distinct().Count());
            // Nobody signs in to vote; the same vote sent three times is one.
            var first = new VoteRequest(slips[0], "Agree", "v-1");
            receipts.Add((await city.Http.Give<VoteRequest, VoteAnswer>($"topics/{topic}/vote", first)).Receipt);
            Assert.True((await city.Http.Give<VoteRequest, VoteAnswer>($"topics/{topic}/vote", first)).Again);
            Assert.Equal("SlipUsed", await city.Http.Refused(
                $"topics/{topic}/vote", new VoteRequest(slips[0], "Against")));
            Assert.Equal("SlipUnknown", await city.Http.Refused(
                $"topics/{topic}/vote", new VoteRequest("0000000000000000", "Agree")));
            var running = Assert.Single((await city.Http.Get<TopicsView>("topics")).Topics);
            Assert.Equal((1, 4, null), (running.Cast, running.Eligible, running.Result));
        }

        await using var later = await Start();
        var head = later.Log.Head;
        var again = new VoteRequest(slips[0], "Agree", "v-1");
        Assert.True((await later.Http.Give<VoteRequest, VoteAnswer>($"topics/{topic}/vote", again)).Again);
        using (var printer = As(later, "CommunitySecretary"))
        {
            var printed = await printer.Give<TopicStepRequest, SlipsView>($"topics/{topic}/slips", new(), "print-1");
            Assert.Equal(slips, printed.Slips);
            Assert.Equal(head, later.Log.Head);
        }

        foreach (var (slip, choice) in new[] { (slips[1], "Agree"), (slips[2], "Against") })
        {
            var vote = new VoteRequest(slip.ToLowerInvariant(), choice);
            receipts.Add((await later.Http.Give<VoteRequest, VoteAnswer>($"topics/{topic}/vote", vote)).Receipt);
        }

        using var secretary = As(later, "CommunitySecretary");
        Assert.Equal("TopicRuns", await secretary.Refused($"topics/{topic}/count", new TopicStepRequest()));
        _time.JumpTo(_time.GetUtcNow().AddDays(4));
        using var keeper = As(later, "CommunitySecretary");
        var counted = Assert.Single((await Step(keeper, topic, "count", new TopicStepRequest())).Topics);
        Assert.Equal(("Resolved", 2, 1), (counted.Stage, counted.Result!.Agreed, counted.Result.Against));
        // Each voter finds the own receipt beside the own choice.
        Assert.Contains($"{receipts[0]}=Agree", counted.Result.Marks);
        Assert.Contains($"{receipts[2]}=Against", counted.Result.Marks);
        await NobodyCanPutThemTogether(later, topic, slips, receipts);
        var metrics = await keeper.Get<MetricsView>($"areas/{TinyCity.WestCommunity}/metrics?window=30d");
        Assert.Equal(0.75, metrics.Metrics.Single(one => one.Code == "M28").Value);
    }

    [Fact]
    public async Task Slips_are_printed_once_and_only_by_the_keeper_of_the_area()
    {
        await using var city = await Start();
        var topic = await Raise(city);
        var slips = await Open(city, topic);
        using var keeper = As(city, "CommunitySecretary");

        // The same wish sent again is the same printing; another one is refused.
        var again = await keeper.Give<TopicStepRequest, SlipsView>($"topics/{topic}/slips", new(), "print-1");
        Assert.Equal(slips, again.Slips);
        Assert.Equal("SlipsPrinted", await keeper.Refused($"topics/{topic}/slips", new TopicStepRequest()));
        using var other = RightCity.With(city, "east", [new Bound("CommunitySecretary", TinyCity.EastCommunity, null)]);
        Assert.Equal("NotAllowed", await other.Refused($"topics/{topic}/second", new TopicStepRequest(5)));
        Assert.Equal("TopicUnknown", await keeper.Refused("topics/no-such/second", new TopicStepRequest(5)));
    }

    /// <summary>No slip and no receipt stands in the log beside the other, and the box is empty for good.</summary>
    private static async Task NobodyCanPutThemTogether(
        TestCity city, string topic, string[] slips, List<string?> receipts)
    {
        var cancel = TestContext.Current.CancellationToken;
        var facts = (await city.Log.ReadStream($"topic/{topic}", 0, 1_000, cancel)).ToArray();
        foreach (var fact in facts)
        {
            var text = Encoding.UTF8.GetString(fact.Payload.Span) + fact.CommandId;
            Assert.All(slips, slip => Assert.DoesNotContain(slip, text, StringComparison.OrdinalIgnoreCase));
            if (fact.Kind != "topic/BallotCast") continue;
            Assert.All(receipts, one => Assert.DoesNotContain(one!, text, StringComparison.Ordinal));
            Assert.DoesNotContain("Agree", text, StringComparison.Ordinal);
            Assert.Equal("slip", fact.By.Account);
        }

        var votes = facts.Where(fact => fact.Kind == "topic/BallotCast").ToArray();
        Assert.Equal(3, votes.Length);
        foreach (var vote in votes)
        {
            using var told = JsonDocument.Parse(vote.Payload);
            var textId = told.RootElement.GetProperty("textId").GetString();
            Assert.Null(await city.Vault.Read(
                new($"ballot/{topic}", textId!, vote.By, "test", city.Now()), cancel));
        }
    }

    private static async Task<string> Raise(TestCity city)
    {
        using var keeper = As(city, "CommunitySecretary");
        var wish = new TopicRequest(TinyCity.WestCommunity, "三幢加装电梯", "Owners", "raise-1");
        await keeper.Give<TopicRequest, TopicsView>("topics", wish);
        var raised = Assert.Single((await keeper.Give<TopicRequest, TopicsView>("topics", wish)).Topics);
        return raised.Topic;
    }

    private async Task<string[]> Open(TestCity city, string topic)
    {
        using var keeper = As(city, "CommunitySecretary");
        await Step(keeper, topic, "second", new TopicStepRequest(Households: 6));
        await Step(keeper, topic, "open", new TopicStepRequest(Until: _time.GetUtcNow().AddDays(7)));
        _time.JumpTo(_time.GetUtcNow().AddDays(7));
        using var later = As(city, "CommunitySecretary");
        await Step(later, topic, "deliberate", new TopicStepRequest(Attended: 23));
        await Step(later, topic, "ballot", new TopicStepRequest(Eligible: 4, Until: _time.GetUtcNow().AddDays(3)));
        var printed = await later.Give<TopicStepRequest, SlipsView>($"topics/{topic}/slips", new(), "print-1");
        return printed.Slips;
    }

    private static Task<TopicsView> Step(HttpClient http, string topic, string step, TopicStepRequest body) =>
        http.Give<TopicStepRequest, TopicsView>($"topics/{topic}/{step}", body);

    private static HttpClient As(TestCity city, string role) =>
        RightCity.With(city, $"{role}-west", [new Bound(role, TinyCity.WestCommunity, null)]);

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
