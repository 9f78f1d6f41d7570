using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.City.Tests.Boards;

public class HeatTests
{
    [Fact]
    public void A_minute_keeps_what_a_time_constant_of_six_hours_says()
    {
        Assert.Equal(Heat.KeptMicrosPerMinute, (long)Math.Round(Math.Exp(-60.0 / 21_600) * 1_000_000));
    }

    [Theory]
    [InlineData(Severity.S1, 4_000_000)]
    [InlineData(Severity.S2, 2_000_000)]
    [InlineData(Severity.S3, 1_500_000)]
    [InlineData(Severity.S4, 1_000_000)]
    [InlineData(Severity.Unset, 1_000_000)]
    public void A_report_among_a_hundred_households_adds_its_weight(Severity severity, long micros)
    {
        Assert.Equal(micros, Heat.Of(severity, 100));
    }

    [Fact]
    public void Unknown_households_count_as_a_usual_grid()
    {
        Assert.Equal(Heat.Of(Severity.S1, 300), Heat.Of(Severity.S1, 0));
        Assert.Equal(Heat.Of(Severity.S1, 300), Heat.Of(Severity.S1, -1));
    }

    [Fact]
    public void Six_hours_leave_about_a_third()
    {
        Assert.Equal(Math.Exp(-1) * 1_000_000, Heat.Cool(1_000_000, 360), 250.0);
    }

    [Fact]
    public void Heat_goes_out_and_huge_heat_does_not_overflow()
    {
        Assert.Equal(0, Heat.Cool(1_000_000_000_000_000, 100_000));
        Assert.True(Heat.Cool(long.MaxValue, 1) > long.MaxValue / 2);
    }

    [Fact]
    public void Cooling_in_steps_is_cooling_at_once()
    {
        var inSteps = 123_456_789L;
        for (var i = 0; i < 100; i++) inSteps = Heat.Cool(inSteps, 7);

        Assert.Equal(Heat.Cool(123_456_789, 700), inSteps);
    }

    [Fact]
    public void A_look_back_answers_for_the_last_report()
    {
        var heat = new Heat(1_000, 0);
        heat.Add(500_000);

        Assert.Equal(Heat.Cool(500_000, 60), heat.Look(1_060));
        Assert.Equal(500_000, heat.Look(900));
        Assert.Equal(500_000, heat.Look(1_000));
        heat.Advance(900);
        Assert.Equal(1_000, heat.AtMinute);
    }
}
