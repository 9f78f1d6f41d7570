using FsCheck;
using FsCheck.Fluent;
using Twin.City.Cases;
using Twin.City.Devices;
using Twin.City.Tables;

namespace Twin.City.Tests.Devices;

/// <summary>An alert calls desk after desk until somebody acknowledges it, denies it or silences it.</summary>
public sealed class AlertCallTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Severity.S1, 1)]
    [InlineData(Severity.S2, 1)]
    [InlineData(Severity.S3, 10)]
    [InlineData(Severity.S4, 10)]
    public void The_graver_it_is_the_sooner_the_next_desk_is_called_and_the_last_without_a_limit(
        Severity severity, int minutes)
    {
        var raised = Raised(severity);

        Assert.Equal(AlertDesk.Desk, AlertCalls.CallsAt(raised, Noon));
        Assert.Null(AlertCalls.CallOn(raised, At(minutes).AddTicks(-1)));
        var next = Assert.IsType<AlertEvent.AlertCalled>(AlertCalls.CallOn(raised, At(minutes)));
        Assert.Equal((AlertDesk.NextDesk, At(2 * minutes)), (next.Desk, next.DueAt));
        var second = raised.After(next, 2, At(minutes));
        Assert.Null(AlertCalls.CallOn(second, At(2 * minutes).AddTicks(-1)));
        var last = Assert.IsType<AlertEvent.AlertCalled>(AlertCalls.CallOn(second, At(2 * minutes)));
        Assert.Equal((AlertDesk.ShiftLead, null), (last.Desk, last.DueAt));
        var third = second.After(last, 3, At(2 * minutes));
        Assert.Null(AlertCalls.CallOn(third, At(600)));
        Assert.Equal(AlertDesk.ShiftLead, AlertCalls.CallsAt(third, At(600)));
    }

    [Fact]
    public void Who_acknowledges_first_has_done_so_for_all()
    {
        var acked = Do(Raised(Severity.S1), new AlertAct.Ack(), Noon);

        Assert.Equal(Noon, acked.Call.AckedAt);
        Assert.Null(AlertCalls.CallsAt(acked, At(5)));
        Assert.Null(AlertCalls.CallOn(acked, At(5)));
        Assert.Equal("AlertAcked", RefusalOf(acked, new AlertAct.Ack(), At(5)));
        Assert.Equal("NoAlert", RefusalOf(AlertState.None, new AlertAct.Ack(), Noon));
        Assert.Equal("NoAlert", RefusalOf(Cleared(acked, 6), new AlertAct.Ack(), At(7)));
    }

    [Fact]
    public void What_is_raised_anew_calls_anew()
    {
        var again = Cleared(Do(Raised(Severity.S1), new AlertAct.Ack(), Noon), 1).After(
            AlertCalls.Calling(new AlertEvent.AlertRaised(At(9), 30, 15), Severity.S3, At(9)), 5, At(9));

        Assert.Null(again.Call.AckedAt);
        Assert.Equal(AlertDesk.Desk, AlertCalls.CallsAt(again, At(9)));
        Assert.Equal(At(19), AlertCalls.AwaitedUntil(again, At(9)));
    }

    [Fact]
    public void A_false_alarm_is_believed_for_two_hours_or_until_the_water_has_gone()
    {
        var water = DeviceType.Find("water")!;
        var denied = Do(Raised(Severity.S2), new AlertAct.Deny("Test"), Noon);

        Assert.Equal((AlertStage.FalseAlarm, false), (denied.Stage, denied.IsWarning));
        Assert.Null(AlertCalls.CallOn(denied, At(60)));
        Assert.Null(AlertDecisions.Raise(denied, water, new(40, At(119)), At(119)));
        Assert.NotNull(AlertDecisions.Raise(denied, water, new(40, At(120)), At(120)));
        Assert.Null(AlertDecisions.Clear(denied, water, new(40, At(1))));
        Assert.NotNull(AlertDecisions.Clear(denied, water, new(2, At(1))));
        Assert.NotNull(AlertDecisions.Raise(Cleared(denied, 1), water, new(40, At(2)), At(2)));
        Assert.Null(AlertDecisions.Confirm(denied, water, [new(40, At(1)), new(41, Noon)], null));
    }

    [Fact]
    public void What_a_second_reading_bore_out_is_no_false_alarm_any_more()
    {
        var confirmed = Raised(Severity.S2).After(
            new AlertEvent.AlertConfirmed(AlertGround.SecondReading, Noon, 20, null, new("c-1"), "r"), 2, Noon);

        Assert.Equal("AlertConfirmed", RefusalOf(confirmed, new AlertAct.Deny("Test"), Noon));
        Assert.Equal("NoAlert", RefusalOf(AlertState.None, new AlertAct.Deny("Test"), Noon));
        Assert.Equal("FieldInvalid", RefusalOf(Raised(Severity.S2), new AlertAct.Deny("I say so"), Noon));
    }

    [Fact]
    public void A_silence_has_a_reason_and_an_end_and_calls_anew_after_it()
    {
        var silent = Do(Raised(Severity.S1), new AlertAct.Silence("Maintenance", At(90)), Noon);

        Assert.True(silent.IsSilenced(At(89)));
        Assert.Null(AlertCalls.CallsAt(silent, At(89)));
        Assert.Null(AlertCalls.CallOn(silent, At(89)));
        Assert.Equal((AlertDesk.Desk, At(91)),
            (AlertCalls.CallsAt(silent, At(90)), AlertCalls.AwaitedUntil(silent, At(90))));
        Assert.Equal("NotSilenced", RefusalOf(silent, new AlertAct.EndSilence(), At(90)));
        var ended = Do(silent, new AlertAct.EndSilence(), At(30));
        Assert.Equal(At(31), AlertCalls.AwaitedUntil(ended, At(30)));
    }

    [Theory]
    [InlineData("Maintenance", 0)]
    [InlineData("Maintenance", 120.01)]
    [InlineData("", 60)]
    public void A_silence_without_a_reason_or_of_more_than_two_hours_is_refused(string reason, double minutes)
    {
        Assert.Equal("FieldInvalid", RefusalOf(
            Raised(Severity.S1), new AlertAct.Silence(reason, Noon.AddMinutes(minutes)), Noon));
    }

    [Fact]
    public void A_silence_stops_no_case()
    {
        var water = DeviceType.Find("water")!;
        var silent = Do(AlertState.None, new AlertAct.Silence("Fault", At(60)), Noon);
        var raised = silent.After(AlertDecisions.Raise(silent, water, new(20, At(1)), At(1))!, 2, At(1));

        Assert.NotNull(AlertDecisions.Confirm(raised, water, [new(20, At(1)), new(21, At(2))], null));
    }

    /// <summary>Whatever people do in whatever order: nobody is called who need not be, and the calls come to an end.
    /// </summary>
    [Fact]
    public void Nobody_is_called_about_what_is_acknowledged_denied_cleared_or_silenced()
    {
        var called = 0;
        Prop.ForAll(Gen.Choose(0, 5).ArrayOf(20).ToArbitrary(), steps =>
        {
            var state = Raised(Severity.S1);
            var desks = new List<AlertDesk>();
            for (var i = 0; i < steps.Length; i++)
            {
                var now = At(i);
                state = steps[i] switch
                {
                    0 => Tried(state, new AlertAct.Ack(), now),
                    1 => Tried(state, new AlertAct.Deny("Test"), now),
                    2 => Tried(state, new AlertAct.Silence("Test", now.AddMinutes(3)), now),
                    3 => Tried(state, new AlertAct.EndSilence(), now),
                    _ => state,
                };
                if (AlertCalls.CallOn(state, now) is not { } call) continue;
                Assert.True(state is { IsWarning: true, Call.AckedAt: null } && !state.IsSilenced(now));
                state = state.After(call, i, now);
                desks.Add(call.Desk);
                called++;
            }

            Assert.Equal(desks.Distinct().Order(), desks);
        }).Check(Config.QuickThrowOnFailure);
        Assert.True(called > 0);
    }

    [Fact]
    public void Who_may_do_what_is_a_role_of_the_table()
    {
        AlertAct[] acts =
            [new AlertAct.Ack(), new AlertAct.Deny(""), new AlertAct.Silence("", Noon), new AlertAct.EndSilence()];

        Assert.All(acts, act => Assert.All(
            AlertCalls.RolesFor(act), role => Assert.Contains(CityTables.Roles, row => row.Role == role)));
        Assert.DoesNotContain("Receiver", AlertCalls.RolesFor(new AlertAct.Silence("", Noon)));
    }

    private static DateTimeOffset At(double minute) => Noon.AddMinutes(minute);

    private static AlertState Raised(Severity severity) => AlertState.None.After(
        AlertCalls.Calling(new AlertEvent.AlertRaised(Noon, 20, 15), severity, Noon), 1, Noon);

    private static AlertState Cleared(AlertState state, int minute) =>
        state.After(new AlertEvent.AlertCleared(At(minute), 3), 4, At(minute));

    private static string? RefusalOf(AlertState state, AlertAct act, DateTimeOffset now) =>
        AlertCalls.Decide(state, act, now).Refusal?.Code;

    private static AlertState Tried(AlertState state, AlertAct act, DateTimeOffset now) =>
        AlertCalls.Decide(state, act, now) is { Refusal: null } decided
            ? state.After(decided.Happened.Single(), 1, now)
            : state;

    private static AlertState Do(AlertState state, AlertAct act, DateTimeOffset now) =>
        state.After(AlertCalls.Decide(state, act, now).Happened.Single(), 1, now);
}
