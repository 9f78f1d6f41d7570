using Twin.City.Areas;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;
using Twin.City.Tests.Cases;

namespace Twin.City.Tests.Tables;

public class CaseClassesTests
{
    private static readonly DateTimeOffset May = Town.Morning;

    [Fact]
    public void A_change_holds_from_its_moment_on_and_not_before()
    {
        var classes = CaseClasses.All.With(Change(May, "P3D/D")).With(Change(May.AddDays(30), "P1D/D"));

        Assert.Equal(5, Days(classes.Find("E0110", May.AddTicks(-1))));
        Assert.Equal(3, Days(classes.Find("E0110", May)));
        Assert.Equal(1, Days(classes.Find("E0110", May.AddYears(1))));
        Assert.Equal(5, Days(classes.Find("E0110")));
        Assert.Equal([null, May, May.AddDays(30)], classes.VersionsOf("E0110").Select(one => one.ValidFrom));
        Assert.Null(classes.Find("E9999", May));
    }

    [Fact]
    public void A_change_for_the_same_moment_takes_the_place_of_the_former_in_any_order()
    {
        var late = CaseClasses.All.With(Change(May.AddDays(9), "P2D/D")).With(Change(May, "P3D/D"))
            .With(Change(May, "P4D/D"));

        Assert.Equal(4, Days(late.Find("E0110", May.AddDays(1))));
        Assert.Equal(2, Days(late.Find("E0110", May.AddDays(9))));
        Assert.Equal(3, late.VersionsOf("E0110").Length);
    }

    [Fact]
    public void Cases_that_were_reported_before_keep_their_limit()
    {
        var classes = CaseClasses.All;
        var rules = Town.Rules with { ClassesNow = () => classes };
        var old = new CaseWalk("old", rules).Do(Town.Flood with { Class = "E0110" }, Actor.Anonymous).BySystem();
        classes = classes.With(Change(May.AddMinutes(1), "P1D/D"));
        var young = new CaseWalk("young", rules) { Now = May.AddMinutes(2) }
            .Do(Town.Flood with { Class = "E0110" }, Actor.Anonymous).BySystem();

        old.Now = young.Now = May.AddMinutes(3);
        old.Do(new CaseCommand.Accept(null), Town.NorthWorker);
        young.Do(new CaseCommand.Accept(null), Town.NorthWorker);

        DateTimeOffset Due(int days) => Calendars.Add(
            old.Now, new Limit(TimeSpan.FromDays(days), LimitCalendar.WorkingDays), rules.Calendar);
        Assert.Equal(Due(5), old.State.DueAt);
        Assert.Equal(Due(1), young.State.DueAt);
    }

    [Fact]
    public void Every_step_of_the_table_is_written_as_it_was_read()
    {
        Assert.All(CityTables.Classes.SelectMany(row => row.HandleSteps), step =>
            Assert.Equal(step, HandleStep.Parse(step.ToText())));
    }

    private static int? Days(CaseClass? found) => (int?)found?.HandleWithin?.Length.TotalDays;

    private static CityEvent.ClassChanged Change(DateTimeOffset from, string within) => new(
        "E0110", from, Severity.S4, new(new DepartmentId("Construction")), new("warn=PT2H/E", $"fix={within}"),
        "notice");
}
