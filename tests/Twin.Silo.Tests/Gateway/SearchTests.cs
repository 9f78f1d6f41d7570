using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Gateway;

/// <summary>Cases are found by what is written about them, by whoever may read it, until it is forgotten.</summary>
public sealed class SearchTests
{
    private const string Manhole = "小区东门的井盖松动了，３号楼门口，老人差点绊倒";
    private const string Lamp = "东门路灯不亮，LED 灯箱在闪";

    [Fact]
    public async Task Words_are_found_in_the_areas_and_stages_that_are_asked_for()
    {
        await using var city = await TestCity.Start();
        var manhole = await city.Report(0, text: Manhole);
        var lamp = await city.Report(2, text: Lamp);
        using var receiver = await city.As("receiver");

        Assert.Equal([lamp.CaseId, manhole.CaseId], await Found(receiver, "q=东门", lamp.Position));
        Assert.Equal([manhole.CaseId], await Found(receiver, "q=3号楼 井盖", lamp.Position));
        Assert.Equal([lamp.CaseId], await Found(receiver, "q=led", lamp.Position));
        Assert.Empty(await Found(receiver, "q=le", lamp.Position));
        Assert.Equal([lamp.CaseId], await Found(receiver, $"q=东门&area={TinyCity.EastCommunity}", lamp.Position));
        Assert.Empty(await Found(receiver, "q=东门&stage=Closed", lamp.Position));
        Assert.Equal([manhole.CaseId], await Found(receiver, $"q={manhole.CaseId}", lamp.Position));
        var page = await receiver.Get<CasePage>("cases?q=东门&pageSize=1&page=2");
        Assert.Equal((2L, manhole.CaseId), (page.Total, Assert.Single(page.Rows).CaseId));
        var audit = await city.Vault.ReadAudit(IVault.AnyCase, TestContext.Current.CancellationToken);
        Assert.Contains(audit, line => line is { Account: "receiver", Role: "Receiver", Purpose: "search" });
        Assert.DoesNotContain(audit, line => line.ToString().Contains('东', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_result_is_found_by_the_words_that_are_shown_last()
    {
        await using var city = await TestCity.Start();
        var report = await city.Report(0, text: Manhole);
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        using var receiver = await city.As("receiver");
        await worker.Command(report.CaseId, "accept");
        var handled = await worker.Command(
            report.CaseId, "handle", new CommandRequest(Text: "换了新的井圈", Photo: true));

        Assert.Equal([report.CaseId], await Found(receiver, "q=井圈", handled.Position));
        Assert.Equal([report.CaseId], await Found(receiver, "q=绊倒", handled.Position));
    }

    [Fact]
    public async Task Who_may_not_read_the_words_of_a_case_does_not_find_it_by_them()
    {
        await using var city = await TestCity.Start();
        var mine = await city.Report(0, text: Manhole, code: "E0202");
        var other = await city.Report(2, text: Lamp, code: "E0202");
        var dispute = await city.Report(0, text: "东门邻居争吵", code: "D-01");
        using var dispatcher = await city.As("dispatcher");
        await dispatcher.Command(mine.CaseId, "Recall", new CommandRequest(Text: "派错了"));
        var sent = await dispatcher.Command(
            mine.CaseId, "Dispatch", new CommandRequest(Department: "Enforcement"));
        using var planner = RightCity.With(city, "p", [new Bound("Planner", null, null)]);
        using var here = RightCity.With(city, "w", [new Bound("Worker", TinyCity.WestCommunity, null)]);
        using var bureau = await city.As("handler-enforcement");

        Assert.Empty(await Found(planner, "q=东门", sent.Position));
        Assert.Equal([other.CaseId], await Found(planner, $"q={other.CaseId}", sent.Position));
        Assert.Equal([mine.CaseId], await Found(here, $"area={TinyCity.WestCommunity}&q=东门", sent.Position));
        var queue = await bureau.Get<QueueView>($"queue?q=东门&atLeast={sent.Position}");
        Assert.Equal([mine.CaseId], queue.Rows.Select(row => row.CaseId));
        Assert.Equal(1, queue.Total);
        Assert.DoesNotContain(dispute.CaseId, await Found(dispatcher, "q=争吵", sent.Position));
    }

    [Fact]
    public async Task Words_that_were_forgotten_are_found_no_more_also_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("twin-search-").FullName;
        try
        {
            ReportAnswer manhole, lamp;
            await using (var city = await Start(folder))
            {
                manhole = await city.Report(0, text: Manhole);
                lamp = await city.Report(2, text: Lamp);
                using var receiver = await city.As("receiver");
                Assert.Equal(2, (await Found(receiver, "q=东门", lamp.Position)).Length);
                using var auditor = await city.As("auditor");
                using var erased = await auditor.DeleteAsync(
                    new Uri($"cases/{manhole.CaseId}/words", UriKind.Relative),
                    TestContext.Current.CancellationToken);
                Assert.True(erased.IsSuccessStatusCode);
                Assert.Equal([lamp.CaseId], await Found(receiver, "q=东门", lamp.Position));
            }

            await using var again = await Start(folder);
            using var later = await again.As("receiver");
            Assert.Equal([lamp.CaseId], await Found(later, "q=东门", lamp.Position));
            Assert.Empty(await Found(later, "q=井盖", lamp.Position));
            Assert.Equal([manhole.CaseId], await Found(later, $"q={manhole.CaseId}", lamp.Position));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<TestCity> Start(string folder) =>
        TestCity.Start(options => options with { Log = LogStore.Sqlite }, folder);

    private static async Task<string[]> Found(HttpClient http, string question, long atLeast) =>
        [.. (await http.Get<CasePage>($"cases?{question}&atLeast={atLeast}")).Rows.Select(row => row.CaseId)];
}
