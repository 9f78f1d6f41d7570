using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

/// <summary>Reports without a class: what the rule files by itself, and what a person sees.</summary>
public sealed class TriageTests
{
    [Fact]
    public async Task A_clear_text_is_filed_with_its_class()
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");

        var answer = await Report(city, 0, "西侧路灯不亮");

        var seen = await receiver.Get<CaseView>($"cases/{answer.CaseId}");
        Assert.Equal(("AwaitAccept", "C0118", "S4"), (seen.Stage, seen.Class, seen.Severity));
    }

    [Fact]
    public async Task Near_a_school_it_is_one_level_graver()
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");

        var answer = await Report(city, 1, "路灯不亮");

        Assert.Equal("S3", (await receiver.Get<CaseView>($"cases/{answer.CaseId}")).Severity);
    }

    [Theory]
    [InlineData("路灯不亮，还有垃圾堆", "C0118")]
    [InlineData("楼上有煤气味", "X-GAS")]
    public async Task What_is_unclear_or_grave_waits_with_a_proposal(string text, string code)
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");
        using var cockpit = await city.As("cockpit");

        var answer = await Report(city, 0, text);

        Assert.Equal("UnderReview", answer.Stage);
        var triage = (await receiver.Get<CaseView>($"cases/{answer.CaseId}")).Triage!;
        Assert.True(triage.MustConfirm);
        Assert.Equal(code, triage.Class);
        Assert.Contains("主责", triage.Zh, StringComparison.Ordinal);
        Assert.NotEmpty(triage.Owner);
        Assert.Null((await cockpit.Get<CaseView>($"cases/{answer.CaseId}")).Triage);
    }

    [Fact]
    public async Task A_text_without_a_known_word_waits_without_a_proposal()
    {
        await using var city = await TestCity.Start();
        using var receiver = await city.As("receiver");

        var answer = await Report(city, 0, "你们来看看");

        var seen = await receiver.Get<CaseView>($"cases/{answer.CaseId}");
        Assert.Equal(("UnderReview", true), (seen.Stage, seen.Triage is null));
        Assert.Empty(seen.DuplicateOf!);
    }

    private static Task<ReportAnswer> Report(TestCity city, int grid, string text)
    {
        var at = TinyCity.Within(grid);
        return city.Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Lng: at.Lng, Lat: at.Lat, Text: text));
    }
}
