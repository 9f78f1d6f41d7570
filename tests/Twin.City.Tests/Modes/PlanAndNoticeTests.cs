using System.Text;
using Twin.City.Areas;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Modes;
using static Twin.City.Tests.Modes.AreaInCommand;

namespace Twin.City.Tests.Modes;

public class PlanAndNoticeTests
{
    private static readonly Plan Storm = new(
        "RAIN-1", "Rain", "城区内涝预案", "Urban flood plan", Mode.War3, Mode.Watch, new(ModeReason.Warning),
        new DepartmentId("Emergency"), 24,
        new(new PlanTask("pump", "架泵排水", "Pump out", "E0406", new DepartmentId("Drainage"))),
        new(new PlanResource("pump", "Drainage", "Pump", 4)));

    private static readonly IncidentTask Pumping = new("pump", new CaseId("c-1"), "hash", new Words("t-1", "ab"));

    [Fact]
    public void Opening_a_plan_switches_up_to_its_mode_and_never_down()
    {
        var low = new AreaInCommand();
        var high = At(Mode.War1);

        low.Do(Open(), Planner);
        high.Do(Open(), Planner);

        Assert.Equal((Mode.War3, Mode.War1), (low.State.ModeOf(Rain), high.State.ModeOf(Rain)));
        Assert.Equal(Start.AddHours(24), low.State.Find(Rain)!.Until);
        Assert.Equal("PlanOpenAlready", low.No(Open() with { Incident = "i-2" }, Head));
        Assert.Equal("FieldInvalid", low.No(Open() with { Key = new ModeKey("Snow", null) }, Head));
    }

    [Fact]
    public void What_a_plan_asks_for_is_pursued_until_it_is_done_and_given_back_when_it_is_closed()
    {
        var area = new AreaInCommand();
        area.Do(Open(), Planner);
        var state = area.State;
        Assert.True(state.Pursues);

        state = After(state, new ModeEvent.TaskGiven("Rain", null, "i-1", "pump", null));
        Assert.True(state.Pursues);
        state = After(state, new ModeEvent.ResourceKept("Rain", null, "i-1", 0, null));
        Assert.False(state.Pursues);
        state = After(state, new ModeEvent.PlanClosed("Rain", null, "i-1", ModeReason.Calm, Head));
        Assert.True(state.Pursues);
        Assert.False(After(state, new ModeEvent.ResourceFreed("Rain", null, "i-1", 0)).Pursues);
    }

    [Fact]
    public void Peace_comes_after_the_plan_is_closed()
    {
        var area = new AreaInCommand();
        area.Do(Open(), Planner);
        area.Down(Mode.Recovery);
        var peace = new ModeCommand.ProposeStepDown(Rain, Mode.Peace, area.In(8), ModeReason.Calm);

        Assert.Equal("PlanStillOpen", area.No(peace, Planner));
        area.Do(new ModeCommand.ClosePlan(Rain, "i-1", ModeReason.Calm), Planner);
        area.Down(Mode.Peace);

        Assert.Empty(area.State.Held);
        Assert.Equal("PlanNotOpen", area.No(new ModeCommand.ClosePlan(Rain, "i-1", ModeReason.Calm), Planner));
        Assert.Equal("InPeace", area.No(new ModeCommand.Review(Rain, area.In(1)), Planner));
    }

    [Fact]
    public void A_new_notice_takes_the_place_of_the_one_before_and_the_old_one_is_kept()
    {
        var area = new AreaInCommand();
        area.Do(new ModeCommand.Publish(Rain, "大雨，少出门。", "Heavy rain: stay in.", area.In(5)), Planner);
        area.Do(new ModeCommand.Publish(Rain, "暴雨，别出门。", "Storm: do not go out.", area.In(5)), Head);

        Assert.Equal([1, 2], area.State.Notices.Select(one => one.Version));
        Assert.Equal("暴雨，别出门。", area.State.NoticeOf(Rain, area.Now)!.Zh);
        Assert.Null(area.State.NoticeOf(Rain, area.In(5)));
        area.Do(new ModeCommand.Withdraw(Rain), Planner);
        Assert.Null(area.State.NoticeOf(Rain, area.Now));
        Assert.Equal("NoNotice", area.No(new ModeCommand.Withdraw(Rain), Planner));
    }

    [Fact]
    public void Every_fact_is_written_as_it_was_and_comes_back()
    {
        foreach (var (happened, written) in Written())
        {
            var (kind, payload) = CityJson.Encode(happened);

            Assert.Equal($"mode/{happened.GetType().Name}", kind);
            Assert.Equal(written.ReplaceLineEndings(""), Encoding.UTF8.GetString(payload.Span));
            Assert.Equal(happened, CityJson.DecodeMode(kind, CityJson.Schema, payload));
        }

        var facts = typeof(ModeEvent).GetNestedTypes();
        Assert.Empty(facts.Except(Written().Select(one => one.Happened.GetType())));
        var plan = new CityEvent.PlanWritten(Storm);
        var (word, json) = CityJson.Encode(plan);
        Assert.Equal(plan, CityJson.DecodeCity(word, CityJson.Schema, json));
    }

    [Fact]
    public void Every_fact_has_a_sentence_in_both_languages_that_names_no_account()
    {
        foreach (var (happened, _) in Written())
        {
            var (zh, en) = ModeWords.Of(happened, home => home.Value);

            Assert.All([zh, en], sentence => Assert.True(sentence.Length > 3));
            Assert.All([zh, en], sentence => Assert.DoesNotContain("planner", sentence));
        }
    }

    private static ModeState After(ModeState state, ModeEvent happened) => state.After(happened, Start);

    private static ModeCommand.OpenPlan Open() => new(Rain, "i-1", Storm, 1, null, [Pumping]);

    /// <summary>Each kind as the first log that held it has it: it must be read for ever.</summary>
    private static IEnumerable<(ModeEvent Happened, string Written)> Written()
    {
        var until = Start.AddHours(6);
        const string Key = """ "hazard":"Rain","drill":"d" """;
        const string By = """ "by":{"account":"planner","role":"Planner"} """;
        const string Until = """ "until":"2026-07-01T14:00:00+00:00" """;
        (ModeEvent, string) Line(ModeEvent happened, string json) =>
            (happened, json.Replace("KEY", Key.Trim()).Replace("BY", By.Trim()).Replace("UNTIL", Until.Trim()));
        yield return Line(
            new ModeEvent.SteppedUp("Rain", "d", Mode.War3, until, ModeReason.Warning, Planner),
            """{"to":"War3",UNTIL,"reason":"Warning",BY,KEY}""");
        yield return Line(
            new ModeEvent.StepDownProposed("Rain", "d", Mode.Peace, until, ModeReason.Calm, Planner),
            """{"to":"Peace",UNTIL,"reason":"Calm",BY,KEY}""");
        yield return Line(new ModeEvent.StepDownDeclined("Rain", "d", Planner), "{BY,KEY}");
        yield return Line(
            new ModeEvent.SteppedDown("Rain", "d", Mode.Watch, until, ModeReason.Calm, Head, Planner),
            """
            {"to":"Watch",UNTIL,"reason":"Calm","first":{"account":"head","role":"CentreHead","home":"district"},BY,KEY}
            """);
        yield return Line(new ModeEvent.Reviewed("Rain", "d", until, Planner), "{UNTIL,BY,KEY}");
        yield return Line(
            new ModeEvent.ReviewMissed("Rain", "d", until, District, 2),
            """{"dueAt":"2026-07-01T14:00:00+00:00","raisedTo":"district","missed":2,KEY}""");
        yield return Line(
            new ModeEvent.EndPassed("Rain", "d", until, District),
            """{"dueAt":"2026-07-01T14:00:00+00:00","raisedTo":"district",KEY}""");
        yield return Line(
            new ModeEvent.PlanOpened("Rain", "d", "i-1", Storm, 3, until, new(Pumping), Planner),
            """
            {"incident":"i-1","plan":{"id":"RAIN-1","hazard":"Rain","zh":"城区内涝预案","en":"Urban flood plan",
            "opens":"War3","orders":"Watch","triggers":["Warning"],"lead":"Emergency","endsAfterHours":24,
            "tasks":[{"task":"pump","zh":"架泵排水","en":"Pump out","class":"E0406","department":"Drainage"}],
            "resources":[{"task":"pump","holder":"Drainage","kind":"Pump","count":4}]},"version":3,UNTIL,
            "tasks":[{"task":"pump","case":"c-1","receiptHash":"hash","words":{"textId":"t-1","sha256":"ab"}}],BY,KEY}
            """);
        yield return Line(
            new ModeEvent.TaskGiven("Rain", "d", "i-1", "pump", "AuthorityMissing"),
            """{"incident":"i-1","task":"pump","refusal":"AuthorityMissing",KEY}""");
        yield return Line(
            new ModeEvent.ResourceKept("Rain", "d", "i-1", 0, "ResourceGone"),
            """{"incident":"i-1","line":0,"refusal":"ResourceGone",KEY}""");
        yield return Line(
            new ModeEvent.PlanClosed("Rain", "d", "i-1", ModeReason.Calm, Planner),
            """{"incident":"i-1","reason":"Calm",BY,KEY}""");
        yield return Line(
            new ModeEvent.ResourceFreed("Rain", "d", "i-1", 0), """{"incident":"i-1","line":0,KEY}""");
        yield return Line(
            new ModeEvent.NoticePublished("Rain", "d", 2, "大雨", "Rain", until, Planner),
            """{"version":2,"zh":"大雨","en":"Rain",UNTIL,BY,KEY}""");
        yield return Line(new ModeEvent.NoticeWithdrawn("Rain", "d", 2, Planner), """{"version":2,BY,KEY}""");
    }
}
