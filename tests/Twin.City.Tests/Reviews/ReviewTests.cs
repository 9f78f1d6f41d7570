using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Metrics;
using Twin.City.Reviews;
using Twin.City.Tests.Metrics;

namespace Twin.City.Tests.Reviews;

/// <summary>What a meeting sees of a period: counted again here by hand, and what is unusual first.</summary>
public sealed class ReviewTests
{
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>A Wednesday.</summary>
    private static readonly DateOnly Day = new(2026, 11, 18);

    private static readonly ReviewPeriod Wednesday = ReviewPeriod.Of(ReviewKind.Day, Day, China);

    [Fact]
    public void A_day_a_week_and_a_month_begin_at_midnight_of_the_citys_own_clock()
    {
        var week = ReviewPeriod.Of(ReviewKind.Week, Day, China);
        var month = ReviewPeriod.Of(ReviewKind.Month, Day, China);

        Assert.Equal(new DateTimeOffset(2026, 11, 17, 16, 0, 0, TimeSpan.Zero), Wednesday.From);
        Assert.Equal((new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 23)), (week.First, week.End));
        Assert.Equal((new DateOnly(2026, 11, 1), 30, 31), (month.First, month.Days, month.Before.Days));
        Assert.Equal(week, ReviewPeriod.Of(ReviewKind.Week, new DateOnly(2026, 11, 22), China));
        Assert.All(Wednesday.Alike, one => Assert.Equal(DayOfWeek.Wednesday, one.First.DayOfWeek));
        Assert.Equal((24, 7, 30), (Wednesday.Buckets.Length, week.Buckets.Length, month.Buckets.Length));
    }

    [Fact]
    public void A_day_of_a_clock_change_has_as_many_hours_as_it_had()
    {
        var york = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

        Assert.Equal(23, ReviewPeriod.Of(ReviewKind.Day, new DateOnly(2026, 3, 8), york).Buckets.Length);
        Assert.Equal(25, ReviewPeriod.Of(ReviewKind.Day, new DateOnly(2026, 11, 1), york).Buckets.Length);
    }

    [Fact]
    public void What_came_and_what_is_left_is_counted_from_midnight_to_midnight()
    {
        var review = Review.Of(
            [
                Life("before", Wednesday.From.AddMinutes(-1), 2),
                Life("first", Wednesday.From, 2, 1, 1.5),
                Life("late", Wednesday.From.AddHours(1), 1, 3),
                Life("last", Wednesday.Until.AddTicks(-1), 48),
                Life("next", Wednesday.Until, 48),
            ],
            Wednesday);

        Assert.Equal(3, Of(review, "reported"));
        Assert.Equal(1, Of(review, "closed"));
        Assert.Equal((2, 3, 1, 1), (Of(review, "late"), Of(review, "open"), Of(review, "left"), Of(review, "overdue")));
        Assert.Equal(1.0 / 3, Of(review, "onTime"));
        Assert.Equal("before", Assert.Single(review.Overdue).Id.Value);
        Assert.Equal(3, review.Points.Sum(point => point.Reported));
    }

    [Fact]
    public void Drills_do_not_count_and_are_told()
    {
        var review = Review.Of(
            [Reported("real", Wednesday.From), Reported("drill", Wednesday.From, tag: "storm")], Wednesday);

        Assert.Equal((1, 1, 1.0), (review.Cases, review.Drills, Of(review, "reported")));
    }

    [Fact]
    public void What_is_usual_is_that_of_the_same_weekday_and_what_is_not_comes_first()
    {
        // Two a Wednesday for eight weeks, of one class and home; then twelve in one hour.
        var usual = Enumerable.Range(1, 8).SelectMany(back => new[]
        {
            Reported($"{back}a", Wednesday.From.AddDays(-7 * back).AddHours(9)),
            Reported($"{back}b", Wednesday.From.AddDays(-7 * back).AddHours(15)),
        });
        var many = Enumerable.Range(0, 12).Select(at => Reported($"n{at}", Wednesday.From.AddHours(9).AddMinutes(at)));

        var first = Reported("first", Wednesday.From.AddDays(-60));
        var review = Review.Of([first, .. usual, .. many], Wednesday);

        var figure = review.Figures.Single(one => one.Code == "reported");
        Assert.Equal((8, 2.0), (figure.Band!.N, figure.Band.Mean));
        // Mean 2 of 8 equal weeks: the variance is Poisson's, 2 (1 + 1/8).
        Assert.Equal(2 + (1.96 * 1.5), figure.Band.High, 12);
        Assert.True(figure.IsUnusual);
        Assert.Equal(
            ["class:E0406", "home:grid-north", "time:9"],
            review.Unusual.Select(unit => $"{unit.Kind}:{unit.Code}").Order(StringComparer.Ordinal));
        Assert.Equal(10 / 1.5, review.Unusual.Single(unit => unit.Kind == ReviewUnit.Class).Z, 12);
        Assert.Equal("time", review.Unusual[0].Kind);
    }

    [Fact]
    public void Too_short_a_past_says_nothing_is_usual()
    {
        var three = Enumerable.Range(1, 3).Select(back => Reported($"{back}", Wednesday.From.AddDays(-7 * back)));

        var review = Review.Of([.. three, Reported("now", Wednesday.From)], Wednesday);

        Assert.Equal((3, 0), (review.Alike, review.Tested));
        Assert.All(review.Figures, figure => Assert.Null(figure.Band));
        Assert.Empty(review.Unusual);
    }

    [Fact]
    public void A_case_that_was_closed_and_opened_again_is_open_only_when_it_was()
    {
        var closed = Wednesday.From.AddDays(-2);
        var story = Life("again", Wednesday.From.AddDays(-3), 200, 12, 24)
            .After(new CaseEvent.ReopenedByOrder(Town.Text), Wednesday.From.AddHours(2), 20, 20);

        Assert.Equal(closed, story.Steps.Single(step => step.Mark == StoryMark.Closed).At);
        Assert.True(ReviewMeasure.IsOpenAt(story, closed.AddHours(-1)));
        Assert.False(ReviewMeasure.IsOpenAt(story, Wednesday.From));
        Assert.True(ReviewMeasure.IsOpenAt(story, Wednesday.Until));
        Assert.Equal(1, Of(Review.Of([story], Wednesday), "reopened"));
    }

    [Fact]
    public void Behind_each_figure_lie_as_many_cases_as_it_counts()
    {
        var chance = new Random(5);
        ImmutableArray<CaseStory> stories =
        [
            .. Enumerable.Range(0, 600).Select(at => Life(
                $"c{at:000}", Wednesday.From.AddHours(-1400 + (chance.NextDouble() * 1430)),
                5 + (chance.NextDouble() * 50), chance.Next(3) > 0 ? 30 : null, chance.Next(2) > 0 ? 40 : null)),
        ];
        var review = Review.Of(stories, Wednesday);

        foreach (var figure in review.Figures)
        {
            Assert.Equal(figure.N, ReviewRows.Of(stories, Wednesday, figure.Code)!.Value.Length);
        }

        foreach (var wait in review.Stages)
        {
            Assert.Equal(wait.Count, ReviewRows.Of(stories, Wednesday, $"stage:{wait.Stage}")!.Value.Length);
        }

        foreach (var place in review.Repeats)
        {
            var rows = ReviewRows.Of(stories, Wednesday, $"repeats:{place.Cases[^1].Id.Value}");
            Assert.Equal(place.Cases.Select(one => one.Id), rows!.Value.Select(one => one.Id));
        }

        for (var hour = 0; hour < review.Points.Length; hour++)
        {
            Assert.Equal(review.Points[hour].Reported, ReviewRows.Of(stories, Wednesday, $"time:{hour}")!.Value.Length);
        }

        Assert.Null(ReviewRows.Of(stories, Wednesday, "nothing"));
        Assert.Null(ReviewRows.Of(stories, Wednesday, "time:24"));
        Assert.Null(ReviewRows.Of(stories, Wednesday, "stage:0"));
    }

    [Fact]
    public void The_key_of_a_review_is_read_as_it_was_written()
    {
        var key = new ReviewKey(new HomeId("a/1"), ReviewKind.Week, Day);
        var until = new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);

        Assert.Equal((key, until), ReviewKey.Parse(key.With(until)));
        Assert.All(
            ["", "review", "plan/Week/2026-11-18/1/a", "review/Year/2026-11-18/1/a", "review/Week/2026/1/a",
                "review/Week/2026-11-18/x/a"],
            text => Assert.Null(ReviewKey.Parse(text)));
    }

    private static double? Of(Review review, string code) => review.Figures.Single(one => one.Code == code).Value;

    private static CaseStory Reported(string id, DateTimeOffset at, string? tag = null) =>
        CaseStory.Absent(new CaseId(id)).After(Told.Reported(), at, 1, 1, tag);

    /// <summary>Due, handled and closed so many hours after the report.</summary>
    private static CaseStory Life(
        string id, DateTimeOffset at, double dueHours, double? handledHours = null, double? closedHours = null)
    {
        var story = Reported(id, at).After(Told.Filed(60), at, 2, 2).After(new CaseEvent.DispatchOpened(), at, 3, 3)
            .After(new CaseEvent.Dispatched(Town.NorthSeat, null, "o", at.AddHours(1)), at, 4, 4)
            .After(new CaseEvent.Accepted(Town.NorthSeat, null, "o", at.AddHours(dueHours)), at, 5, 5);
        if (handledHours is not { } handled) return story;
        story = story.After(Told.Handled(), at.AddHours(handled), 6, 6);
        if (closedHours is not { } closed || closed < handled) return story;
        return story.After(new CaseEvent.CheckOpened(null, null), at.AddHours(closed), 7, 7)
            .After(new CaseEvent.CheckPassed(null, null), at.AddHours(closed), 8, 8);
    }
}
