using System.Globalization;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.ReadModel;

/// <summary>Who reports finds the report in the next list, however busy the city is.</summary>
public sealed class AtLeastTests(ITestOutputHelper output)
{
    /// <summary>The long form looks 10,000 times.</summary>
    private static readonly int Looks =
        int.TryParse(Environment.GetEnvironmentVariable("TWIN_LOOKS"), CultureInfo.InvariantCulture, out var looks)
            ? looks
            : 480;

    [Fact]
    public async Task A_report_is_always_in_the_list_that_is_asked_for_with_its_position()
    {
        const int hands = 16;
        await using var city = await TestCity.Start(options => options with { Log = Silo.Options.LogStore.Sqlite });
        using var cockpit = await city.As("cockpit");
        var missing = 0;

        await Task.WhenAll(Enumerable.Range(0, hands).Select(async hand =>
        {
            for (var at = 0; at < Looks / hands; at++)
            {
                var answer = await city.Report(hand % 4, $"{hand}-{at}");
                var page = await cockpit.Get<CasePage>(
                    $"cases?area=g-{(hand % 4) + 1}&pageSize=50&atLeast={answer.Position}");
                var isThere = page.Rows.Any(row => row.CaseId == answer.CaseId);
                missing += isThere && page.Position >= answer.Position ? 0 : 1;
            }
        }));

        output.WriteLine($"looks={Looks} missing={missing}");
        Assert.Equal(0, missing);
    }

    [Fact]
    public async Task A_position_that_no_answer_gave_is_refused_at_once()
    {
        await using var city = await TestCity.Start();
        using var cockpit = await city.As("cockpit");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("cases?atLeast=999999", UriKind.Relative));

        var problem = await cockpit.Problem(request);

        Assert.Equal((400, "atLeast"), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task Lists_are_cut_by_area_stage_time_and_page()
    {
        await using var city = await TestCity.Start();
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        var reports = new List<ReportAnswer>();
        for (var at = 0; at < 12; at++)
        {
            reports.Add(await city.Report(at % 4));
        }

        var accepted = await worker.Command(reports[0].CaseId, "accept");
        using var cockpit = await city.As("cockpit");
        Task<CasePage> List(string question) => cockpit.Get<CasePage>($"cases?{question}&atLeast={accepted.Position}");

        Assert.Equal((12, 12), Of(await List("page=1")));
        Assert.Equal((5, 12), Of(await List("page=2&pageSize=7")));
        Assert.Equal((0, 12), Of(await List("page=3&pageSize=7")));
        Assert.Equal((6, 6), Of(await List("area=a-2")));
        Assert.Equal((3, 3), Of(await List("area=g-3")));
        Assert.Equal((1, 1), Of(await List("stage=Handling")));
        Assert.Equal((11, 11), Of(await List("stage=AwaitAccept")));
        Assert.Equal((2, 2), Of(await List("stage=AwaitAccept&area=g-1")));
        var rows = (await List("page=1")).Rows;
        Assert.Equal(Enumerable.Reverse(reports).Select(report => report.CaseId), rows.Select(row => row.CaseId));
        var moment = Uri.EscapeDataString(rows[4].ReportedAt.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal((5, 5), Of(await List($"from={moment}")));
        Assert.Equal((7, 7), Of(await List($"to={moment}")));
        Assert.Equal((0, 1), Of(await List($"to={moment}&stage=Handling&page=2")));
        Assert.Equal("第1网格", rows[^1].HomeName);
    }

    [Fact]
    public async Task The_rhythm_counts_reports_and_closings_of_the_running_hour()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        var first = await city.Report(0);
        await city.Report(1);
        await city.Services.Settle();

        var rhythm = await lead.Get<RhythmView>($"areas/{TinyCity.WestCommunity}/rhythm");

        Assert.Equal(25, rhythm.Hours.Length);
        Assert.Equal(2, rhythm.Hours.Sum(hour => hour.Reported));
        Assert.Equal(TimeSpan.FromHours(8), rhythm.Hours[0].Hour.Offset);
        Assert.NotEmpty(first.CaseId);
    }

    private static (int, long) Of(CasePage page) => (page.Rows.Length, page.Total);
}
