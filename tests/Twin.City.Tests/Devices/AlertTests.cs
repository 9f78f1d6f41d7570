using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Twin.City.Cases;
using Twin.City.Devices;
using Twin.City.Json;
using Twin.City.Tables;
using Twin.City.Triage;

namespace Twin.City.Tests.Devices;

/// <summary>Alerts are raised, confirmed and cleared by what was measured, and by nothing else.</summary>
public sealed class AlertTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeviceType Water = DeviceType.Find("water")!;
    private static readonly DeviceType Gas = DeviceType.Find("gas")!;
    private static readonly DeviceType Air = DeviceType.Find("air")!;
    private static readonly DeviceId Next = new("water-2");
    private static readonly CaseId Case = new("c-1");

    [Theory]
    [InlineData("water", 14.9, 0, false)]
    [InlineData("water", 15, 0, true)]
    [InlineData("water", 40, 3, true)]
    [InlineData("water", 40, 3.1, false)]
    [InlineData("gas", 20, 0, true)]
    [InlineData("air", 400, 0, false)]
    public void An_alert_is_raised_from_its_limit_on_while_the_reading_is_fresh(
        string type, double value, double minutesAgo, bool raised)
    {
        var latest = new SensedValue(value, Noon.AddMinutes(-minutesAgo));

        var happened = AlertDecisions.Raise(AlertState.None, DeviceType.Find(type)!, latest, Noon);

        Assert.Equal(raised, happened is not null);
    }

    [Fact]
    public void One_reading_is_not_sure_but_for_gas()
    {
        Assert.Null(AlertDecisions.Confirm(Raised(Water, 20), Water, [Value(20, 0)], null));
        Assert.Null(AlertDecisions.Confirm(Raised(Water, 20), Water, [Value(20, 0), Value(3, -1)], null));
        Assert.Equal(
            AlertGround.AtOnce, AlertDecisions.Confirm(Raised(Gas, 30), Gas, [Value(30, 0)], null));
        Assert.Equal(
            AlertGround.SecondReading,
            AlertDecisions.Confirm(Raised(Water, 20), Water, [Value(20, 0), Value(16, -1)], null));
        Assert.Equal(
            AlertGround.Neighbour, AlertDecisions.Confirm(Raised(Water, 20), Water, [Value(20, 0)], Next));
        Assert.Null(AlertDecisions.Confirm(AlertState.None, Water, [Value(20, 0), Value(16, -1)], Next));
    }

    [Fact]
    public void A_lower_reading_clears_only_what_was_raised_before_it()
    {
        var opened = Opened(Raised(Water, 20));

        Assert.NotNull(AlertDecisions.Clear(opened, Water, Value(3, 1)));
        Assert.Null(AlertDecisions.Clear(opened, Water, Value(3, 0)));
        Assert.Null(AlertDecisions.Clear(opened, Water, Value(16, 1)));
        Assert.Null(AlertDecisions.Clear(AlertState.None, Water, Value(3, 1)));
        Assert.Null(AlertDecisions.Raise(opened, Water, Value(30, 1), Noon.AddMinutes(1)));
        Assert.NotNull(AlertDecisions.Raise(Cleared(opened), Water, Value(30, 2), Noon.AddMinutes(2)));
    }

    [Fact]
    public void A_case_is_opened_by_the_fact_of_its_own_alert()
    {
        var confirmed = Confirmed(Raised(Water, 20));

        Assert.Equal((AlertStage.Confirmed, false), (confirmed.Stage, confirmed.Alert!.IsOpened));
        Assert.Equal(AlertStage.Confirmed, confirmed.After(new AlertEvent.CaseOpened(new("c-2")), 9, Noon).Stage);
        Assert.Equal(AlertStage.CaseOpened, Opened(Raised(Water, 20)).Stage);
        Assert.True(Opened(confirmed).Alert!.IsOpened);
        Assert.Equal(AlertStage.Cleared, Opened(Cleared(confirmed)).Stage);
    }

    [Fact]
    public void A_device_goes_offline_once_and_is_back_with_its_first_fresh_reading()
    {
        var now = Noon.AddMinutes(4);
        var offline = AlertState.None.After(new AlertEvent.WentOffline(Noon, Case, "r"), 5, Noon);

        Assert.True(AlertDecisions.GoesOffline(AlertState.None, Water, Value(1, 0), now));
        Assert.False(AlertDecisions.GoesOffline(AlertState.None, Water, Value(1, 1), now));
        Assert.False(AlertDecisions.GoesOffline(offline, Water, Value(1, 0), now));
        Assert.Null(AlertDecisions.ComeOnline(offline, Water, Value(1, 0), now));
        Assert.Equal(new AlertEvent.CameOnline(Noon.AddMinutes(3)),
            AlertDecisions.ComeOnline(offline, Water, Value(1, 3), now));
        Assert.False(offline.After(new AlertEvent.CameOnline(now), 6, now).IsOffline);
    }

    [Fact]
    public void Where_none_of_a_kind_is_heard_the_feed_is_silent()
    {
        SensedDevice fresh = new(Water, Value(1, 0)), old = new(Water, Value(1, -9)), never = new(Water, null);

        Assert.False(AlertDecisions.IsFeedSilent([old, fresh], Noon));
        Assert.True(AlertDecisions.IsFeedSilent([old, never], Noon));
        Assert.True(AlertDecisions.IsFeedSilent([], Noon));
    }

    [Fact]
    public void The_order_of_readings_makes_no_difference_to_how_sure_an_alert_is()
    {
        Prop.ForAll(Gen.Choose(0, 30).ArrayOf(6).ToArbitrary(), values =>
        {
            var readings = values.Select((value, minute) => Value(value, -minute)).ToArray();
            var grounds = new[] { readings, [.. readings.Reverse()], [.. readings.OrderBy(one => one.Value)] }
                .Select(order => AlertDecisions.Confirm(Raised(Water, 20), Water, order, null)).Distinct();
            Assert.Single(grounds);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Every_fact_is_read_back_as_it_was_written_and_stays_as_it_is()
    {
        Dictionary<AlertEvent, string> frozen = new()
        {
            [new AlertEvent.AlertRaised(Noon, 20.5, 15)] =
                """device/AlertRaised {"measuredAt":"2026-11-22T12:00:00+00:00","value":20.5,"limit":15}""",
            [new AlertEvent.AlertConfirmed(AlertGround.Neighbour, Noon, 20, Next, Case, "r")] =
                """
                device/AlertConfirmed {"by":"Neighbour","measuredAt":"2026-11-22T12:00:00+00:00","value":20,
                "neighbour":"water-2","case":"c-1","receiptHash":"r"}
                """.ReplaceLineEndings(""),
            [new AlertEvent.AlertCleared(Noon, 3)] =
                """device/AlertCleared {"measuredAt":"2026-11-22T12:00:00+00:00","value":3}""",
            [new AlertEvent.WentOffline(Noon, Case, null)] =
                """device/WentOffline {"heardAt":"2026-11-22T12:00:00+00:00","case":"c-1"}""",
            [new AlertEvent.CameOnline(Noon)] = """device/CameOnline {"measuredAt":"2026-11-22T12:00:00+00:00"}""",
            [new AlertEvent.CaseOpened(Case, "PlaceMissing")] =
                """device/CaseOpened {"case":"c-1","refusal":"PlaceMissing"}""",
            [new AlertEvent.AlertAcked()] = "device/AlertAcked {}",
            [new AlertEvent.AlertCalled(AlertDesk.NextDesk, Noon)] =
                """device/AlertCalled {"desk":"NextDesk","dueAt":"2026-11-22T12:00:00+00:00"}""",
            [new AlertEvent.FalseAlarm("Test", Noon)] =
                """device/FalseAlarm {"reason":"Test","believedUntil":"2026-11-22T12:00:00+00:00"}""",
            [new AlertEvent.AlertSilenced("Maintenance", Noon)] =
                """device/AlertSilenced {"reason":"Maintenance","until":"2026-11-22T12:00:00+00:00"}""",
            [new AlertEvent.SilenceEnded()] = "device/SilenceEnded {}",
        };

        Assert.Equal(typeof(AlertEvent).GetNestedTypes().Length, frozen.Count);
        frozen.Add(
            new AlertEvent.AlertRaised(Noon, 20.5, 15, Severity.S2, Noon.AddMinutes(1)),
            """
            device/AlertRaised {"measuredAt":"2026-11-22T12:00:00+00:00","value":20.5,"limit":15,"severity":"S2",
            "ackDueAt":"2026-11-22T12:01:00+00:00"}
            """.ReplaceLineEndings(""));
        foreach (var (fact, text) in frozen)
        {
            var (kind, payload) = CityJson.Encode(fact);
            Assert.Equal(text, $"{kind} {Encoding.UTF8.GetString(payload.Span)}");
            Assert.Equal(fact, CityJson.DecodeAlert(kind, CityJson.Schema, payload));
        }
    }

    [Fact]
    public void Every_kind_of_device_is_whole()
    {
        Assert.All(DeviceType.All, type =>
        {
            Assert.True(type.Cadence > TimeSpan.Zero && type.Least < type.Most, type.Key);
            Assert.True(type.Sign is null || type.Sign.StaleAfter == type.StaleAfter, type.Key);
            Assert.Equal(type.Sign?.RollUp == "ratio", type.Over is not null);
            Assert.Equal(type.Alert is null, type.Class is null);
            Assert.True(type.Class is null || CaseClasses.All.Find(type.Class) is not null, type.Key);
        });
        Assert.Null(Air.Alert);
        Assert.Equal("Water27", RaisingRules.Apply(
            CaseClasses.All.Find("E0406")!, Severity.Unset, Water.Around(28)).Cause);
        Assert.Equal(Severity.S3, RaisingRules.Apply(
            CaseClasses.All.Find(DeviceType.OfflineClass)!, Severity.Unset, Gas.Around(null)).Severity);
    }

    private static SensedValue Value(double value, double minute) => new(value, Noon.AddMinutes(minute));

    private static AlertState Raised(DeviceType type, double value) =>
        AlertState.None.After(AlertDecisions.Raise(AlertState.None, type, Value(value, 0), Noon)!, 1, Noon);

    private static AlertState Confirmed(AlertState state) =>
        state.After(new AlertEvent.AlertConfirmed(AlertGround.SecondReading, Noon, 20, null, Case, "r"), 2, Noon);

    private static AlertState Opened(AlertState state) =>
        (state.Alert is null ? Confirmed(state) : state).After(new AlertEvent.CaseOpened(Case), 3, Noon);

    private static AlertState Cleared(AlertState state) =>
        state.After(new AlertEvent.AlertCleared(Noon.AddMinutes(1), 3), 4, Noon.AddMinutes(1));
}
