using Twin.City.Modes;
using Twin.City.Tables;
using static Twin.City.Tests.Modes.AreaInCommand;

namespace Twin.City.Tests.Modes;

public class ModeDecisionsTests(ITestOutputHelper output)
{
    [Fact]
    public void Modes_stand_in_the_order_of_the_table_and_the_way_through_each_cell_is_the_tables()
    {
        Assert.Equal(Enum.GetNames<Mode>(), CityTables.Modes.Select(row => row.Mode.ToString()));
        var (cells, ups, downs, refused) = (0, 0, 0, 0);
        foreach (var row in CityTables.Modes)
        {
            foreach (var to in Enum.GetValues<Mode>())
            {
                cells++;
                var (up, down) = Try(row.Mode, to);
                var isWay = to != row.Mode && row.Next.Contains(to);
                var isUp = CityTables.Of(to).Height > row.Height;
                Assert.Equal(isWay ? isUp ? null : "TwoOffices" : "ModeNotNext", up);
                Assert.Equal(isWay ? isUp ? "OneOffice" : null : "ModeNotNext", down);
                ups += up is null ? 1 : 0;
                downs += down is null ? 1 : 0;
                refused += (up is null ? 0 : 1) + (down is null ? 0 : 1);
            }
        }

        output.WriteLine($"cells={cells} visited={cells} ups={ups} downs={downs} refusals={refused}");
        Assert.Equal(49, cells);
        Assert.Equal(CityTables.Modes.Sum(row => row.Next.Count(to => to != row.Mode)), ups + downs);
    }

    [Fact]
    public void One_office_steps_up_and_two_different_ones_step_down()
    {
        var area = At(Mode.War2);
        area.Do(new ModeCommand.ProposeStepDown(Rain, Mode.War3, area.In(8), ModeReason.Calm), Planner);

        Assert.Equal(Mode.War2, area.State.ModeOf(Rain));
        var confirm = new ModeCommand.ConfirmStepDown(Rain);
        Assert.Equal("SecondOffice", area.No(confirm, Planner));
        Assert.Equal("SecondOffice", area.No(confirm, Planner with { Role = "Leader" }));
        Assert.Equal("SecondOffice", area.No(confirm, Planner with { Account = "another" }));
        var stepped = Assert.IsType<ModeEvent.SteppedDown>(area.Do(confirm, Planner, Head));
        Assert.Equal((Planner, Head, Mode.War3), (stepped.First, stepped.By, area.State.ModeOf(Rain)));
        Assert.Equal("NothingProposed", area.No(confirm, Head));
    }

    [Fact]
    public void A_proposal_ends_with_a_no_with_a_step_up_and_with_the_next_review()
    {
        var area = At(Mode.War3);
        var propose = new ModeCommand.ProposeStepDown(Rain, Mode.War4, area.In(8), ModeReason.Calm);
        var confirm = new ModeCommand.ConfirmStepDown(Rain);

        area.Do(propose, Planner);
        area.Do(new ModeCommand.DeclineStepDown(Rain), Head);
        Assert.Equal("NothingProposed", area.No(confirm, Head));
        area.Do(propose, Planner);
        area.Up(Mode.War1);
        Assert.Equal("NothingProposed", area.No(confirm, Head));
        area.Do(propose with { To = Mode.War2 }, Planner);
        area.Now = area.In(6);
        Assert.Equal("NothingProposed", area.No(confirm, Head));
    }

    [Fact]
    public void Who_is_no_office_of_the_area_changes_nothing()
    {
        var area = new AreaInCommand();

        var refused = area.Decide(new ModeCommand.StepUp(Rain, Mode.War1, area.In(1), ModeReason.Order));

        Assert.Equal("NotAllowed", refused.Refusal!.Code);
        Assert.Empty(refused.Happened);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(14 * 24 + 1)]
    public void Every_switch_has_a_planned_end_within_two_weeks(double hours)
    {
        var area = At(Mode.War4);
        var until = area.In(hours);

        foreach (var command in new ModeCommand[]
        {
            new ModeCommand.StepUp(Rain, Mode.War1, until, ModeReason.Order),
            new ModeCommand.ProposeStepDown(Rain, Mode.Watch, until, ModeReason.Calm),
            new ModeCommand.Review(Rain, until),
            new ModeCommand.Publish(Rain, "雨", "Rain", until),
        })
        {
            var refusal = area.Decide(command, Planner).Refusal!;
            Assert.Equal(("FieldInvalid", "until"), (refusal.Code, refusal.Field));
        }
    }

    [Fact]
    public void No_area_goes_below_what_a_plan_above_it_orders()
    {
        var area = At(Mode.War2);
        area.Ordered = Mode.War3;
        var refusal = area.Decide(
            new ModeCommand.ProposeStepDown(Rain, Mode.Recovery, area.In(8), ModeReason.Calm), Planner).Refusal!;

        Assert.Equal("BelowOrder", refusal.Code);
        Assert.Equal("上级预案要求不低于三级（黄）。", refusal.Zh);
        Assert.Equal("A plan of an area above orders War 3 yellow or higher.", refusal.En);
        area.Do(new ModeCommand.ProposeStepDown(Rain, Mode.War3, area.In(8), ModeReason.Calm), Planner);
        area.Ordered = Mode.War2;
        Assert.Equal("BelowOrder", area.No(new ModeCommand.ConfirmStepDown(Rain), Head));
    }

    [Fact]
    public void Recovery_waits_for_six_hours_without_a_grave_case()
    {
        var area = At(Mode.War4);
        var recover = new ModeCommand.ProposeStepDown(Rain, Mode.Recovery, area.In(8), ModeReason.Calm);

        area.SevereAt = area.In(-5.9);
        Assert.Equal("SevereCases", area.No(recover, Planner));
        area.SevereAt = area.In(-6);
        area.Do(recover, Planner);
    }

    [Fact]
    public void A_review_that_nobody_answers_climbs_one_area_each_time()
    {
        var area = At(Mode.War3);
        area.Do(new ModeCommand.Review(Rain, area.In(300)), Planner);

        Assert.Empty(area.Pass(5.9));
        var missed = Assert.IsType<ModeEvent.ReviewMissed>(Assert.Single(area.Pass(0.1)));
        Assert.Equal((District, 1, Start.AddHours(6)), (missed.RaisedTo, missed.Missed, missed.DueAt));
        var slept = area.Pass(18).Cast<ModeEvent.ReviewMissed>().ToArray();
        Assert.Equal([Root, Root, Root], slept.Select(one => one.RaisedTo));
        Assert.Equal([2, 3, 4], slept.Select(one => one.Missed));

        area.Do(new ModeCommand.Review(Rain, area.In(10)), Head);
        var held = area.State.Find(Rain)!;
        Assert.Equal((0, null, area.In(6)), (held.Missed, held.RaisedTo, held.ReviewDueAt));
        Assert.Empty(area.Pass(0));
    }

    [Fact]
    public void A_planned_end_that_passes_is_told_once_and_lowers_nothing()
    {
        var area = At(Mode.War4);
        var told = area.Pass(12);

        Assert.Equal(
            ["ReviewMissed", "EndPassed", "ReviewMissed"], told.Select(one => one.GetType().Name));
        Assert.Equal(Mode.War4, area.State.ModeOf(Rain));
        Assert.Equal(["ReviewMissed"], area.Pass(6).Select(one => one.GetType().Name));
    }

    [Fact]
    public void A_drill_goes_on_beside_what_is_real_and_every_fact_bears_its_tag()
    {
        var area = At(Mode.War3);
        var drill = new ModeKey("Rain", "storm-drill");

        var stepped = area.Do(new ModeCommand.StepUp(drill, Mode.War1, area.In(2), ModeReason.Drill), Head);

        Assert.Equal("storm-drill", stepped.Drill);
        Assert.Equal((Mode.War3, Mode.War1), (area.State.ModeOf(Rain), area.State.ModeOf(drill)));
        var ends = area.Pass(7).Where(one => one is ModeEvent.EndPassed);
        Assert.Equal(["storm-drill"], ends.Select(one => one.Drill));
    }

    /// <summary>The refusal of a step up and of a step down from one mode to another; null where it goes.</summary>
    private static (string? Up, string? Down) Try(Mode from, Mode to)
    {
        var area = At(from);
        var before = area.State;
        var up = area.Decide(new ModeCommand.StepUp(Rain, to, area.In(8), ModeReason.Order), Planner);
        var down = area.Decide(new ModeCommand.ProposeStepDown(Rain, to, area.In(8), ModeReason.Order), Planner);
        foreach (var no in new[] { up, down }.Where(one => one.Refusal is not null))
        {
            Assert.Empty(no.Happened);
            Assert.All([no.Refusal!.Zh, no.Refusal.En], sentence => Assert.True(sentence.Length > 5));
        }

        if (down.Refusal is null)
        {
            area.Down(to);
            Assert.Equal(to, area.State.ModeOf(Rain));
        }

        Assert.Same(before, down.Refusal is null ? before : area.State);
        return (up.Refusal?.Code, down.Refusal?.Code);
    }
}
