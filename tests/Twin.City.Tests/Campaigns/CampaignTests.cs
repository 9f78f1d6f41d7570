using System.Text;
using Twin.City.Campaigns;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Metrics;
using Twin.City.Tests.Metrics;

namespace Twin.City.Tests.Campaigns;

/// <summary>A campaign has an end, is one of few, and shows what it did.</summary>
public class CampaignTests
{
    private static readonly DateTimeOffset Now = Town.Morning;

    private static readonly CampaignEvent.CampaignStarted Month =
        new("排水月", "E04", Town.Area, Now, Now.AddDays(30));

    [Fact]
    public void Without_a_name_a_family_or_an_end_in_time_there_is_none()
    {
        Assert.Null(Refusal(Start(CampaignBook.Empty, Month)));
        Assert.Equal("FieldInvalid", Refusal(Start(CampaignBook.Empty, Month with { Name = "" })));
        Assert.Equal("FieldInvalid", Refusal(Start(CampaignBook.Empty, Month with { Family = "D-01" })));
        Assert.Equal("FieldInvalid", Refusal(Start(CampaignBook.Empty, Month with { Family = "E0406" })));
        Assert.Equal("FieldInvalid", Refusal(Start(CampaignBook.Empty, Month with { Until = Now.AddDays(93) })));
        Assert.Equal("FieldInvalid", Refusal(Start(CampaignBook.Empty, Month with { Until = Now.AddHours(2) })));
        Assert.Equal("FieldInvalid", Refusal(Start(CampaignBook.Empty, Month with { From = Now.AddDays(-1) })));
    }

    [Fact]
    public void A_grid_is_in_two_of_a_quarter_whether_they_are_its_own_or_its_areas()
    {
        var book = CampaignBook.Empty.After(Month, 1, Now).After(Month with { Area = Town.North }, 2, Now);

        Assert.Equal("CampaignsFull", Refusal(Start(book, Month with { Area = Town.North })));
        Assert.Equal("CampaignsFull", Refusal(Start(book, Month)));
        Assert.Null(Refusal(Start(book, Month with { Area = Town.South })));
        Assert.Null(Refusal(CampaignDecisions.Start(
            book, Month with { From = Now.AddDays(60), Until = Now.AddDays(90) }, Now.AddDays(60), Town.Zone, Covers)));
    }

    [Fact]
    public void It_ends_on_its_date_and_not_a_moment_before()
    {
        var book = CampaignBook.Empty.After(Month, 1, Now);

        Assert.Equal(Month.Until, book.NextEnd);
        Assert.NotNull(CampaignDecisions.Due(book, 1, Month.Until.AddTicks(-1)).Refusal);
        var ended = CampaignDecisions.Due(book, 1, Month.Until).Happened.Single();
        book = book.After(ended, 2, Month.Until.AddMinutes(3));
        // The clock may have written it down later; the date counts.
        Assert.Equal((Month.Until, null), (book.Rows[0].End, book.Rows[0].Reason));
        Assert.Null(book.NextEnd);
        Assert.NotNull(CampaignDecisions.Due(book, 1, Month.Until.AddDays(1)).Refusal);
        Assert.Equal("CampaignOver", Refusal(CampaignDecisions.End(book, 1, "NoEffect", Month.Until)));
    }

    [Fact]
    public void It_may_be_ended_early_with_a_reason()
    {
        var book = CampaignBook.Empty.After(Month, 1, Now);

        Assert.Equal("FieldInvalid", Refusal(CampaignDecisions.End(book, 1, "Bored", Now.AddDays(5))));
        Assert.Equal("CampaignUnknown", Refusal(CampaignDecisions.End(book, 2, "NoEffect", Now.AddDays(5))));
        var ended = CampaignDecisions.End(book, 1, "NoEffect", Now.AddDays(5)).Happened.Single();
        Assert.Equal(Now.AddDays(5), book.After(ended, 2, Now.AddDays(5)).Rows[0].End);
    }

    [Fact]
    public void The_effect_compares_equally_long_windows()
    {
        var row = new CampaignRow(1, Month);
        var other = On(3) with { };
        CaseStory[] stories =
        [
            On(-40), On(-20), On(-2), On(0), On(9), On(29.9), On(30), On(59), On(61),
            other.After(new CaseEvent.Voided("Duplicate"), Now.AddDays(4), 2, 2),
        ];

        var running = CampaignEffect.Of(row, stories, Now.AddDays(10));
        Assert.Equal((1, 2, null), (running.Before, running.During, running.After));
        Assert.Equal(10, running.Window.TotalDays);
        var over = CampaignEffect.Of(row, stories, Now.AddDays(40));
        Assert.Equal((2, 3, 1, 10.0), (over.Before, over.During, over.After, over.AfterWindow.TotalDays));
        var whole = CampaignEffect.Of(row, stories, Now.AddDays(100));
        Assert.Equal((2, 3, 2, 30.0), (whole.Before, whole.During, whole.After, whole.AfterWindow.TotalDays));
        var otherFamily = CampaignEffect.Of(
            row with { Started = Month with { Family = "E01" } }, stories, Now.AddDays(40));
        Assert.Equal((0, 0, 0), (otherFamily.Before, otherFamily.During, otherFamily.Open));
        Assert.Equal((0, 0, null), (Ahead().Before, Ahead().During, Ahead().After));

        CampaignEffect Ahead() => CampaignEffect.Of(
            row with { Started = Month with { From = Now.AddDays(20) } }, stories, Now.AddDays(10));
    }

    [Fact]
    public void Its_facts_are_stored_as_they_always_were()
    {
        var (kind, payload) = CityJson.Encode(Month);
        Assert.Equal("campaign/CampaignStarted", kind);
        Assert.Equal(
            """
            {"name":"排水月","family":"E04","area":"area-1","from":"2026-05-15T02:00:00+00:00",
            "until":"2026-06-14T02:00:00+00:00"}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(payload.Span));
        foreach (var fact in new CampaignEvent[] { Month, new CampaignEvent.CampaignEnded(1, null) })
        {
            var stored = CityJson.Encode(fact);
            Assert.Equal(fact, CityJson.DecodeCampaign(stored.Kind, CityJson.Schema, stored.Payload));
        }
    }

    private static Decision<CampaignEvent> Start(CampaignBook book, CampaignEvent.CampaignStarted started) =>
        CampaignDecisions.Start(book, started, Now, Town.Zone, Covers);

    private static bool Covers(HomeId outer, HomeId inner) => outer == inner || outer == Town.Area;

    private static CaseStory On(double day) => CaseStory.Absent(new CaseId($"{day}"))
        .After(Told.Reported(), Now.AddDays(day), 1, 1);

    private static string? Refusal(Decision<CampaignEvent> decision) => decision.Refusal?.Code;
}
