using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>What is sent three times, from three connections, in any order, across a restart, is done once.</summary>
public sealed class ThriceTests(ITestOutputHelper output)
{
    private const string Checker = "g-1-2";

    private sealed record Sent(
        string Account, string? Post, string CaseId, string Command, CommandRequest Body, CommandAnswer First);

    [Fact]
    public async Task Each_command_of_a_life_sent_three_times_has_one_effect()
    {
        var folder = Directory.CreateTempSubdirectory("twin-thrice-").FullName;
        try
        {
            var sent = new List<Sent>();
            LogHead head;
            await using (var city = await Start(folder))
            {
                await Live(city, sent);
                await city.Services.Settle();
                head = city.Log.Head;
                await Again(city, sent.AsEnumerable().Reverse());
                Assert.Equal(head, city.Log.Head);
            }

            await using var later = await Start(folder);
            var dice = new Random(17);
            await Again(later, sent.OrderBy(_ => dice.Next()));
            Assert.Equal(head.Position, later.Log.Head.Position);
            output.WriteLine(
                $"commands={sent.DistinctBy(one => one.Command).Count()} sent={sent.Count * 4} effects={sent.Count}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Live(TestCity city, List<Sent> sent)
    {
        var now = TimeProvider.System.GetUtcNow();
        var at = TinyCity.Within(0);
        var one = await city.Http.Give<ReportRequest, ReportAnswer>("reports", new ReportRequest(
            Class: "E0104", Lng: at.Lng, Lat: at.Lat, Text: "路灯不亮", Relay: "relay-a"));
        Task Step(string account, string command, CommandRequest body, string? post = null, string? caseId = null) =>
            Do(city, sent, account, post, caseId ?? one.CaseId, command, body);
        Task Work(string command, CommandRequest body) => Step("worker-1", command, body, TinyCity.WestPost);
        await Work("accept", new());
        await Work("contact", new(Channel: "Call"));
        await Work("arrive", new());
        await Work("note-progress", new(Text: "已到现场"));
        await Step("supervisor-1", "supervise", new(Supervision: 1, Reason: "Order"));
        await Step("head-1", "pend", new(Cause: "Season", Interim: "围挡", ReviewAt: now.AddDays(5)));
        await Step("head-1", "renew-pending", new(Text: "仍需等待", ReviewAt: now.AddDays(9)));
        await Step("supervisor-1", "resume", new());
        await Work("handle", new(Text: "已修好", Photo: true));
        await Step("worker-2", "accept", new(), Checker);
        await Step("worker-2", "fail-check", new(Reason: "NotFixed", Photo: true), Checker);
        await Work("handle", new(Text: "又修好", Photo: true));
        await Step("worker-2", "pass-check", new(Photo: true), Checker);
        await Step("caller-1", "follow-up", new(Channel: "Call", Answered: true, Solved: true, Attitude: 5));
        var two = (await city.Report(0, text: "井盖响")).CaseId;
        await Step("dispatcher", "recall", new(Text: "派错"), caseId: two);
        await Step("dispatcher", "dispatch", new(Post: TinyCity.WestPost), caseId: two);
        await Step("lead", "void", new(Reason: "Test", SecondSignature: true), caseId: two);
        var three = await city.Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Home: TinyCity.WestGrid, Text: "噪声"));
        await Step("receiver", "not-accept", new(Reason: "OutsidePower", Text: "不属本市"), caseId: three.CaseId);
        await Step("receiver", "appeal", new(Text: "请再看", Receipt: three.Receipt), caseId: three.CaseId);
        await Step("receiver", "refer-out", new(ReferTo: "Police", Reference: "P-1", Text: "依法"), caseId: three.CaseId);
        await Step("receiver", "return-referral", new(Reference: "P-1"), caseId: three.CaseId);
        await Step("receiver", "withdraw", new(Receipt: three.Receipt), caseId: three.CaseId);
    }

    /// <summary>Two connections at once: one of them does it.</summary>
    private static async Task Do(
        TestCity city, List<Sent> sent, string account, string? post, string caseId, string command,
        CommandRequest body)
    {
        body = body with { CommandId = $"thrice-{sent.Count}" };
        using var one = await As(city, account, post);
        using var other = await As(city, account, post);
        var answers = await Task.WhenAll(
            one.Command(caseId, command, body), other.Command(caseId, command, body));
        Assert.Single(answers, answer => !answer.Again);
        Assert.Single(answers.Select(answer => answer with { Again = false }).Distinct());
        sent.Add(new Sent(account, post, caseId, command, body, answers[0] with { Again = true }));
    }

    private static async Task Again(TestCity city, IEnumerable<Sent> all)
    {
        foreach (var one in all)
        {
            using var third = await As(city, one.Account, one.Post);
            Assert.Equal(one.First, await third.Command(one.CaseId, one.Command, one.Body));
        }
    }

    private static async Task<HttpClient> As(TestCity city, string account, string? post) => account switch
    {
        "supervisor-1" => RightCity.With(city, account, [new Bound("Supervisor", null, null)]),
        "caller-1" => RightCity.With(city, account, [new Bound("Caller", null, null)]),
        "head-1" => RightCity.With(city, account, [new Bound("CentreHead", null, null)]),
        _ => await city.As(account, post),
    };

    private static Task<TestCity> Start(string folder) =>
        TestCity.Start(options => options with { Log = LogStore.Sqlite }, folder);
}
