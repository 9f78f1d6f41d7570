using System.Text;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

/// <summary>Duplicates from the report to the merge and back.</summary>
public sealed class DuplicateTests
{
    private const string Text = "单元门口垃圾堆满了没人清，很臭";
    private const string Code = "E0102";
    private const double DegreesOf20Metres = 20 / 111_195.0;

    [Fact]
    public async Task A_second_report_in_the_same_words_is_merged_and_its_reporter_follows_the_first()
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");
        var first = await Report(city, receiver);

        var second = await Report(city, receiver);

        Assert.Equal(("AwaitAccept", "Merged"), (first.Stage, second.Stage));
        var parent = await receiver.Get<CaseView>($"cases/{first.CaseId}");
        var merged = await receiver.Get<CaseView>($"cases/{second.CaseId}");
        Assert.Equal(first.CaseId, merged.Parent);
        Assert.Equal([second.CaseId], parent.MergedFrom!);
        Assert.Null(merged.DuplicateOf);
        var progress = await city.Http.Get<ProgressView>($"reports/{second.Receipt}");
        Assert.Equal(("Merged", "AwaitAccept"), (progress.Stage, progress.Follows!.Stage));
        Assert.Null((await city.Http.Get<ProgressView>($"reports/{first.Receipt}")).Follows);
    }

    [Fact]
    public async Task A_wrong_merge_is_undone_and_both_reporters_are_where_they_were()
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");
        var first = await Report(city, receiver);
        var before = await city.Http.Get<ProgressView>($"reports/{first.Receipt}");
        var second = await Report(city, receiver, key: "second");

        var split = await receiver.Command(second.CaseId, "unmerge", new CommandRequest(Text: "是另一栋楼"));

        Assert.Equal("AwaitAccept", split.Stage);
        var parent = await receiver.Get<CaseView>($"cases/{first.CaseId}");
        Assert.Null(parent.MergedFrom);
        var after = await city.Http.Get<ProgressView>($"reports/{first.Receipt}");
        Assert.Equal(before with { Steps = after.Steps, Position = after.Position }, after);
        var own = await city.Http.Get<ProgressView>($"reports/{second.Receipt}");
        Assert.Equal((second.Receipt, null), (own.Receipt, own.Follows));
        var resent = await Report(city, receiver, key: "second");
        Assert.True(resent.Again);
        Assert.Null((await receiver.Get<CaseView>($"cases/{first.CaseId}")).MergedFrom);
    }

    [Fact]
    public async Task Ten_reports_in_an_hour_raise_one_level_and_the_fact_names_the_rule()
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");
        var first = await Report(city, receiver);
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal("Merged", (await Report(city, receiver)).Stage);
        }

        Assert.Equal("S4", (await receiver.Get<CaseView>($"cases/{first.CaseId}")).Severity);
        await Report(city, receiver);

        var raised = await receiver.Get<CaseView>($"cases/{first.CaseId}");
        Assert.Equal(("S3", 10), (raised.Severity, raised.MergedFrom!.Length));
        var facts = await city.Log.ReadStream(
            $"case/{first.CaseId}", 0, 100, TestContext.Current.CancellationToken);
        var cause = Assert.Single(
            facts.Select(fact => Encoding.UTF8.GetString(fact.Payload.Span)),
            json => json.Contains("Rise.duplicates", StringComparison.Ordinal));
        Assert.DoesNotContain("垃圾", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_less_sure_waits_for_a_receiver_who_sees_why()
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");
        var first = await Report(city, receiver);
        var near = await Report(city, receiver, north: DegreesOf20Metres);

        Assert.Equal("UnderReview", near.Stage);
        var original = Assert.Single((await receiver.Get<CaseView>($"cases/{near.CaseId}")).DuplicateOf!);
        Assert.Equal(first.CaseId, original.CaseId);
        Assert.InRange(original.Confidence, 0.8, 0.9);
        Assert.Equal("相距30米以内，10分钟内上报且前件未结，类别相同，文字相近", original.Zh);
        Assert.StartsWith("within 30 m, ", original.En, StringComparison.Ordinal);

        var merged = await receiver.Command(near.CaseId, "merge", new CommandRequest(
            MergeInto: first.CaseId, Similarity: original.Confidence, Confirmed: true));

        Assert.Equal("Merged", merged.Stage);
        var audit = await city.Vault.ReadAudit(first.CaseId, TestContext.Current.CancellationToken);
        Assert.All(audit, read => Assert.Equal(("System", "duplicates"), (read.Role, read.Purpose)));
        Assert.NotEmpty(audit);
    }

    [Theory]
    [InlineData(Code, "河面有漂浮物")]
    [InlineData(Code, null)]
    [InlineData("E0406", Text)]
    public async Task Other_words_no_words_or_another_family_are_filed_as_ever(string code, string? text)
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");
        await Report(city, receiver);

        Assert.Equal("AwaitAccept", (await Report(city, receiver, code: code, text: text)).Stage);
    }

    /// <summary>Reports, and waits until the grid has read of it.</summary>
    private static async Task<ReportAnswer> Report(
        TestCity city, HttpClient reader, string? key = null, double north = 0, string code = Code,
        string? text = Text)
    {
        var at = TinyCity.Within(0);
        var answer = await city.Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Class: code, Lng: at.Lng, Lat: at.Lat + north, Text: text), key);
        await reader.Get<AreaBoardView>($"areas/{TinyCity.WestGrid}/board?atLeast={answer.Position}");
        return answer;
    }
}
