using System.Text;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Metrics;
using Twin.City.SourceFixes;
using Twin.City.Tests.Metrics;
using Twin.Geo;

namespace Twin.City.Tests.SourceFixes;

/// <summary>What comes again has a source: who mends it, and whether it then comes less often.</summary>
public class SourceFixTests
{
    private static readonly DateTimeOffset Now = Town.Morning.AddDays(20);

    [Fact]
    public void Three_reports_of_a_class_within_fifty_metres_and_a_month_are_proposed()
    {
        Assert.Empty(SourceFixDecisions.Proposed(SourceFixBook.Empty, [On(1), On(2)], Now));

        var place = Assert.Single(SourceFixDecisions.Proposed(
            SourceFixBook.Empty, [On(3), On(1), On(2), On(4, metres: 60), On(5, code: "E0110")], Now));

        Assert.Equal(("E0406", "1 2 3"), (place.Class, string.Join(' ', place.Cases.Select(one => one.Id))));
        Assert.Empty(SourceFixDecisions.Proposed(SourceFixBook.Empty, [On(1), On(2), On(3)], Now.AddDays(30)));
    }

    [Fact]
    public void A_second_report_of_one_matter_a_void_one_and_a_dispute_are_no_repeats()
    {
        var voided = On(3).After(new CaseEvent.Voided("Duplicate"), Now, 2, 2);
        var merged = On(4).After(new CaseEvent.Merged(new CaseId("1"), 1, Confirmed: false), Now, 2, 2);

        Assert.Empty(SourceFixDecisions.Proposed(SourceFixBook.Empty, [On(1), On(2), voided, merged], Now));
        Assert.Empty(SourceFixDecisions.Proposed(
            SourceFixBook.Empty, [On(1, code: "D-01"), On(2, code: "D-01"), On(3, code: "D-01")], Now));
    }

    [Fact]
    public void What_is_mended_already_is_neither_proposed_nor_opened_again()
    {
        var book = SourceFixBook.Empty.After(Opened("1", "2", "3"), 1, Now);

        Assert.Empty(SourceFixDecisions.Proposed(book, [On(1), On(2), On(3)], Now));
        Assert.Equal("FixOpenAlready", Refusal(SourceFixDecisions.Open(book, Opened("2", "3", "4"), Now)));
        book = book.After(new SourceFixEvent.FixDropped(1, "NoCommonSource"), 2, Now);
        Assert.Null(Refusal(SourceFixDecisions.Open(book, Opened("2", "3", "4"), Now)));
    }

    [Fact]
    public void Without_repeats_or_an_end_there_is_no_item()
    {
        Assert.Equal("RepeatsTooFew", Refusal(SourceFixDecisions.Open(SourceFixBook.Empty, Opened("1", "2"), Now)));
        Assert.Equal("FieldInvalid", Refusal(SourceFixDecisions.Open(
            SourceFixBook.Empty, Opened("1", "2", "3") with { Until = Now.AddDays(184) }, Now)));
        Assert.Equal("FieldInvalid", Refusal(SourceFixDecisions.Open(
            SourceFixBook.Empty, Opened("1", "2", "3") with { Until = Now }, Now)));
    }

    [Fact]
    public void Only_its_own_department_says_that_it_is_done_and_only_once()
    {
        var book = SourceFixBook.Empty.After(Opened("1", "2", "3"), 1, Now);
        var other = new Actor("x", ["Handler"], null, new DepartmentId("Power"));

        Assert.Equal("NotAllowed", Refusal(SourceFixDecisions.Done(book, 1, "Rebuilt", other)));
        Assert.Equal("FieldInvalid", Refusal(SourceFixDecisions.Done(book, 1, "Praised", Town.DrainageDesk)));
        var done = SourceFixDecisions.Done(book, 1, "Rebuilt", Town.DrainageDesk).Happened.Single();
        book = book.After(done, 2, Now);
        Assert.Equal("FixOver", Refusal(SourceFixDecisions.Done(book, 1, "Rebuilt", Town.DrainageDesk)));
        Assert.Equal("FixOver", Refusal(SourceFixDecisions.Drop(book, 1, "NotOurs")));
        Assert.Equal("FixUnknown", Refusal(SourceFixDecisions.Drop(book, 7, "NotOurs")));
    }

    [Fact]
    public void The_metric_counts_items_and_how_much_less_it_came_again()
    {
        var done = new SourceFixRow(1, Now, Opened("1", "2", "3", "4"), Now.AddDays(1), "Rebuilt");
        var open = new SourceFixRow(2, Now, Opened("1", "2", "3"));
        var dropped = new SourceFixRow(3, Now, Opened("1", "2", "3"), Now.AddDays(1), Dropped: "NotOurs");
        var ask = new MetricAsk(
            [On(1), On(2), On(30), On(60)], Now.AddDays(-1), Now.AddDays(40), Town.Rules.Calendar)
        {
            Civic = new CivicPast([done, open, dropped], [], []),
        };

        var value = CityMetrics.Of("M37", ask);

        Assert.Equal((2, 1.0, 2.0), (value.N, value.Numerator, value.Denominator));
        Assert.Equal((4.0, 1.0, 0.75), (value.Parts["before"], value.Parts["after"], value.Parts["fall"]));
        Assert.Equal(0, CityMetrics.Of("M37", ask with { Department = new DepartmentId("Power") }).N);
        // As of an earlier moment the later end is not known yet, and no month is over.
        var earlier = CityMetrics.Of("M37", ask with { Until = Now.AddHours(1) });
        Assert.Equal((3, 0.0), (earlier.N, earlier.Numerator));
        Assert.DoesNotContain("fall", earlier.Parts.Keys);
    }

    [Fact]
    public void Its_facts_are_stored_as_they_always_were()
    {
        var (kind, payload) = CityJson.Encode(Opened("1", "2"));
        Assert.Equal("source/FixOpened", kind);
        Assert.Equal(
            """
            {"class":"E0406","home":"grid-north","at":{"lng":120.1,"lat":29.7},"owner":"Drainage","cases":["1","2"],
            "until":"2026-07-04T02:00:00+00:00"}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(payload.Span));
        foreach (var fact in new SourceFixEvent[]
            { Opened("1"), new SourceFixEvent.FixDone(1, "Rebuilt"), new SourceFixEvent.FixDropped(1, "NotOurs") })
        {
            var stored = CityJson.Encode(fact);
            Assert.Equal(fact, CityJson.DecodeSourceFix(stored.Kind, CityJson.Schema, stored.Payload));
        }
    }

    private static SourceFixEvent.FixOpened Opened(params string[] cases) => new(
        "E0406", Town.North, Town.Flood.At!.Value, Town.Drainage,
        new FactList<CaseId>([.. cases.Select(one => new CaseId(one))]), Now.AddDays(30));

    /// <summary>Reported so many days after the morning, so many metres east of the others.</summary>
    private static CaseStory On(int day, string code = "E0406", double metres = 0) => CaseStory
        .Absent(new CaseId($"{day}")).After(
            Told.Reported() with
            {
                ClassProposed = code,
                At = new LocalMetres(Town.Flood.At!.Value).At(metres, 0),
            }, Town.Morning.AddDays(day), 1, 1);

    private static string? Refusal(Decision<SourceFixEvent> decision) => decision.Refusal?.Code;
}
