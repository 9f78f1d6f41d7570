using System.Collections.Immutable;
using System.Text;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Metrics;
using Twin.City.Ratings;
using Twin.City.Tests.Metrics;

namespace Twin.City.Tests.Ratings;

/// <summary>Stars of grids from what the log says; a grid may appeal, somebody else settles it.</summary>
public class RatingTests
{
    private static readonly Quarter Spring = new(2026, 2);
    private static readonly DateTimeOffset After = Spring.End(Town.Zone).AddDays(1);

    [Fact]
    public void A_quarter_is_one_of_the_citys_calendar()
    {
        Assert.Equal(Spring, Quarter.Of(Town.Morning, Town.Zone));
        Assert.Equal(new Quarter(2027, 1), Quarter.Of(new DateTimeOffset(2026, 12, 31, 17, 0, 0, default), Town.Zone));
        Assert.Equal(Spring, Quarter.Parse("2026Q2"));
        Assert.All(["2026q2", "2026Q5", "26Q2", "2026Q22"], text => Assert.Null(Quarter.Parse(text)));
        Assert.Equal(new Quarter(2027, 1).Begin(Town.Zone), new Quarter(2026, 4).End(Town.Zone));
    }

    [Fact]
    public void A_grid_that_does_all_well_and_in_time_has_five_stars()
    {
        var rating = Rate((Town.North, Many(12, handledAt: 90))).Single();

        Assert.Equal((12, 1.0, 1.0, null), (rating.Tasks, rating.Quality, rating.OnTime, rating.Voice));
        Assert.Equal((100.0, 5), (rating.Score, rating.Stars));
    }

    [Fact]
    public void Few_matters_have_no_score_and_what_a_department_owned_is_not_the_grids()
    {
        var few = Rate((Town.North, Many(9, handledAt: 90))).Single();
        Assert.Equal((9, null, null), (few.Tasks, few.Score, few.Stars));

        Assert.Equal(0, Rate((Town.North, Owned())).Single().Tasks);
    }

    [Fact]
    public void Late_work_costs_its_weight_and_no_more()
    {
        var rating = Rate((Town.North, Many(12, handledAt: 150))).Single();

        Assert.Equal((0.0, 1.0), (rating.OnTime, rating.Quality));
        // 35 of 55 without any voice.
        Assert.Equal(100 * 0.35 / 0.55, rating.Score!.Value, 9);
    }

    [Fact]
    public void Few_voices_are_drawn_to_the_mean_of_all()
    {
        var pleased = Many(20, handledAt: 90).Select(story => Voice(story, 5)).ToImmutableArray();
        var cross = Many(20, handledAt: 90).SetItem(0, Voice(Many(20, handledAt: 90)[0], 1));

        var ratings = Rate((Town.North, pleased), (Town.South, cross));

        // 20 of 21 are pleased; one bad voice does not sink the other grid.
        Assert.Equal((20 + (20 * 20 / 21.0)) / 40, ratings[0].Voice!.Value, 9);
        Assert.Equal((0 + (20 * 20 / 21.0)) / 21, ratings[1].Voice!.Value, 9);
    }

    [Fact]
    public void A_heavy_load_is_not_punished()
    {
        var ratings = Rate(
            (new HomeId("light"), Many(10, handledAt: 90)), (new HomeId("middle"), Many(20, handledAt: 90)),
            (new HomeId("heavy"), Many(60, handledAt: 150)));

        Assert.Equal([LoadClass.Light, LoadClass.Middle, LoadClass.Heavy], ratings.Select(one => one.Load));
        var own = 100 * 0.35 / 0.55;
        Assert.Equal((100 + 100 + own) / 3, ratings[2].Score!.Value, 9);
        Assert.Equal(100, ratings[0].Score);
    }

    [Fact]
    public void Departments_are_rated_only_by_what_was_asked_of_them()
    {
        var none = DepartmentRatings.Of(new MetricAsk(
            Many(3, handledAt: 90), Spring.Begin(Town.Zone), After, Town.Rules.Calendar));
        Assert.Empty(none);
        var (department, value) = Assert.Single(DepartmentRatings.Of(new MetricAsk(
            Owned(), Spring.Begin(Town.Zone), After, Town.Rules.Calendar)));
        // Nobody has whistled for it: a score without its first part would say something else.
        Assert.Equal((Town.Drainage, null), (department, value.Value));
        Assert.DoesNotContain("arrive", value.Parts.Keys);
    }

    [Fact]
    public void An_appeal_is_made_once_within_ten_days_and_settled_by_somebody_else()
    {
        var appealed = new RatingEvent.RatingAppealed(Town.North, "2026Q2", new(new CaseId("1")), "Weather");
        Assert.Equal("AppealNotNow", Code(Appeal(RatingBook.Empty, appealed, After.AddDays(-2))));
        Assert.Equal("AppealNotNow", Code(Appeal(RatingBook.Empty, appealed, After.AddDays(9))));
        Assert.Equal("FieldInvalid", Code(Appeal(RatingBook.Empty, appealed with { Cases = new() }, After)));
        Assert.Equal("FieldInvalid", Code(Appeal(RatingBook.Empty, appealed with { Reason = "Unfair" }, After)));
        Assert.Equal("FieldInvalid", Code(Appeal(RatingBook.Empty, appealed with { Quarter = "spring" }, After)));
        Assert.Null(Code(Appeal(RatingBook.Empty, appealed, After)));

        var book = RatingBook.Empty.After(appealed, "head");
        Assert.Equal("AppealedAlready", Code(Appeal(book, appealed, After)));
        Assert.Equal("OwnAppeal", Code(RatingDecisions.Settle(book, Town.North, Spring, true, "head")));
        Assert.Equal("AppealUnknown", Code(RatingDecisions.Settle(book, Town.South, Spring, true, "office")));
        Assert.Empty(book.LeftOut(Spring));
        book = book.After(RatingDecisions.Settle(book, Town.North, Spring, true, "office").Happened.Single(), "office");
        Assert.Equal(new CaseId("1"), Assert.Single(book.LeftOut(Spring)));
        Assert.Empty(book.LeftOut(new Quarter(2026, 1)));
        Assert.Equal("AppealUnknown", Code(RatingDecisions.Settle(book, Town.North, Spring, false, "office")));
    }

    [Fact]
    public void Its_facts_are_stored_as_they_always_were()
    {
        var appealed = new RatingEvent.RatingAppealed(Town.North, "2026Q2", new(new CaseId("1")), "Weather");
        var (kind, payload) = CityJson.Encode(appealed);
        Assert.Equal("rating/RatingAppealed", kind);
        Assert.Equal(
            """{"grid":"grid-north","quarter":"2026Q2","cases":["1"],"reason":"Weather"}""",
            Encoding.UTF8.GetString(payload.Span));
        foreach (var fact in new RatingEvent[]
            { appealed, new RatingEvent.AppealSettled(Town.North, "2026Q2", Upheld: true) })
        {
            var stored = CityJson.Encode(fact);
            Assert.Equal(fact, CityJson.DecodeRating(stored.Kind, CityJson.Schema, stored.Payload));
        }
    }

    private static ImmutableArray<GridRating> Rate(
        params (HomeId Grid, ImmutableArray<CaseStory> Stories)[] grids) =>
        GridRatings.Of(grids, Spring.Begin(Town.Zone), After, Town.Rules.Calendar);

    private static ImmutableArray<CaseStory> Many(int count, double handledAt) =>
        [.. Enumerable.Range(0, count).Select(at => Told.Life($"{at}", 100, handledAt, handledAt + 5))];

    /// <summary>Of a department since they began anew.</summary>
    private static ImmutableArray<CaseStory> Owned() =>
    [
        .. Many(12, handledAt: 90).Select(story => story.After(
            new CaseEvent.Reassigned(null, Town.Drainage, null, 1), Told.At(200), 20, 20)),
    ];

    private static CaseStory Voice(CaseStory story, int attitude) =>
        story.After(new CaseEvent.Rated(attitude > 3, attitude, null), Told.At(300), 20, 20);

    private static Decision<RatingEvent> Appeal(
        RatingBook book, RatingEvent.RatingAppealed appealed, DateTimeOffset now) =>
        RatingDecisions.Appeal(book, appealed, now, Town.Zone);

    private static string? Code(Decision<RatingEvent> decision) => decision.Refusal?.Code;
}
