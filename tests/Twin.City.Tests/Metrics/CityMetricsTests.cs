using Twin.City.Cases;
using Twin.City.Metrics;

namespace Twin.City.Tests.Metrics;

/// <summary>Each metric by an example that can be counted on fingers.</summary>
public sealed class CityMetricsTests
{
    [Fact]
    public void On_time_at_handled_judges_the_handler_and_names_who_was_late()
    {
        var value = Told.Value(
            "M01a", Told.Life("kept", 100, 90), Told.Life("late", 100, 101), Told.Life("silent", 100, null),
            Told.Life("tomorrow", 2_000, 50));

        Assert.Equal((3, 1, 3), (value.N, value.Numerator, value.Denominator));
        Assert.Equal(["kept", "late", "silent"], value.Rows.Select(row => row.Case.Value));
        Assert.Equal("kept", Assert.Single(value.Rows, row => row.Counts).Case.Value);
    }

    [Fact]
    public void An_extension_counts_for_the_limit_and_the_strict_share_says_what_it_hid()
    {
        var extended = Told.Life("extended", 100, null);
        extended = extended.After(
            new CaseEvent.ExtensionAsked(Told.At(200), null, Town.Text, false), Told.At(40), 6, 6);
        extended = extended.After(new CaseEvent.ExtensionGranted(Told.At(200)), Told.At(50), 7, 7);
        extended = extended.After(Told.Handled(), Told.At(150), 8, 8);

        var value = Told.Value("M01a", extended, Told.Life("kept", 100, 90));

        Assert.Equal((1.0, 0.5), (value.Value!.Value, value.Parts["strict"]));
        Assert.Equal(0.5, Told.Value("M16", extended, Told.Life("kept", 100, 90)).Value);
    }

    [Fact]
    public void On_time_at_closed_gives_the_centre_its_check_and_follow_up()
    {
        // Due after 100 minutes; S3 has one working day for the check, then a day for the follow-up.
        var kept = Told.Life("kept", 100, 90, 1_000);
        var ask = Told.Ask(kept, Told.Life("handled", 100, 90)) with { Until = Town.Morning.AddDays(6) };

        var value = CityMetrics.Of("M01b", ask);

        Assert.Equal((2, 1), (value.N, value.Numerator));
        Assert.Equal(0, CityMetrics.Of("M01b", Told.Ask(kept)).N);
    }

    [Fact]
    public void Steps_are_timed_from_the_report_against_their_limits()
    {
        var slow = Told.Story("slow", (0, Told.Reported()), (400, Told.Filed(520)));

        var review = Told.Value("M09", Told.Life("quick", 100, 90), slow);
        var dispatch = Told.Value("M11", Told.Life("quick", 100, 90), slow);

        Assert.Equal((2, 0.5, 10.0, 400.0), (review.N, review.Value, review.Parts["p50"], review.Parts["p90"]));
        Assert.Equal((2, 1), (dispatch.N, dispatch.Numerator));
        Assert.Equal(60, Told.Value("M13", Told.Life("quick", 100, 90)).Value);
        Assert.Equal((1, 0), (Told.Value("M10", slow).N, Told.Value("M10", slow).Numerator));
    }

    [Fact]
    public void Voices_count_who_answered_and_a_lower_bound()
    {
        var pleased = Told.Life("pleased", 100, 90, 95);
        pleased = pleased.After(new CaseEvent.Rated(true, 5, null), Told.At(99), 9, 9);
        var silent = Told.Life("silent", 100, 90);
        silent = silent.After(new CaseEvent.CheckOpened(null, null), Told.At(91), 7, 7);
        silent = silent.After(new CaseEvent.CheckPassed(null, null, FollowUp: true), Told.At(92), 8, 8);
        silent = silent.After(
            new CaseEvent.FollowedUp(1, Channel.Call, false, null, null, null), Told.At(93), 9, 9);

        var value = Told.Value("M06", pleased, silent);

        Assert.Equal((1.0, 0.5), (value.Value, value.Parts["answerRate"]));
        Assert.InRange(value.Parts["lowerBound"], 0.2, 0.21);
        Assert.Equal(1, Told.Value("M06b", pleased, silent).Value);
    }

    [Fact]
    public void What_is_done_twice_is_counted_against_what_was_done()
    {
        var twice = Told.Life("twice", 100, 90);
        twice = twice.After(new CaseEvent.CheckOpened(null, null), Told.At(91), 7, 7);
        twice = twice.After(new CaseEvent.CheckFailed(null, "NotFixed", null, true, Told.At(150)), Told.At(92), 8, 8);
        var again = Told.Life("again", 100, 90, 95);
        again = again.After(new CaseEvent.ReportedAgain(null), Told.At(200), 9, 9);

        Assert.Equal(0.5, Told.Value("M15", twice, again).Value);
        Assert.Equal((1, 1), (Told.Value("M08", twice, again).Numerator, Told.Value("M08", twice, again).Denominator));
    }

    [Fact]
    public void Open_cases_are_counted_by_stage_age_and_level()
    {
        var open = Told.Life("open", 2_000, null);
        open = open.After(new CaseEvent.Supervised(2, "Order"), Told.At(60), 6, 6);
        var closed = Told.Life("closed", 100, 90, 95);

        Assert.Equal((1, 1.0), (Told.Value("M03", open, closed).Value, Told.Value("M03", open).Parts["Handling"]));
        Assert.Equal(7.0, Told.Value("M04", open, closed).Value);
        Assert.Equal(1.0, Told.Value("M17", open, closed).Parts["level 2"]);
        Assert.Equal(1.0, Told.Value("M05", open, closed).Value);
        Assert.Equal(1.0, Told.Value("M07", open, closed).Value);
    }

    [Fact]
    public void What_no_fact_tells_is_named_and_never_zero()
    {
        foreach (var id in (string[])["M22", "M25", "M38"])
        {
            var value = Told.Value(id);
            Assert.NotNull(value.NotYet);
            Assert.Null(value.Value);
        }

        Assert.NotNull(CityMetrics.Of("M07", Told.Ask() with { Households = 0 }).NotYet);
        Assert.Null(Told.Value("M01a").Value);
        Assert.Throws<ArgumentException>(() => Told.Value("M99"));
    }

    [Fact]
    public void Every_metric_of_the_step_is_counted_and_explains_itself()
    {
        Assert.Equal(30, CityMetrics.Ids.Length);
        foreach (var id in CityMetrics.Ids)
        {
            var value = Told.Value(id, Told.Life("kept", 100, 90, 95), Told.Life("open", 100, null));
            Assert.Equal(value.Rows.Length, value.N);
            Assert.Equal(value.Rows.Select(row => row.Case.Value).Order(StringComparer.Ordinal),
                value.Rows.Select(row => row.Case.Value));
        }
    }
}
