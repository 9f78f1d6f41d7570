using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Obligations;
using Twin.City.Tables;
using static Twin.City.Tests.Obligations.ThreeDepartments;

namespace Twin.City.Tests.Obligations;

/// <summary>One thing: parts from a template, one lead, one clock of the whole.</summary>
public class OneThingTests
{
    private static readonly DepartmentId Transport = new("Transport");
    private static readonly DepartmentId TestCentre = new("TestCentre");

    [Fact]
    public void The_templates_of_the_model_ship_each_with_one_lead_and_departments_that_exist()
    {
        Assert.Equal(
            "MUCK LIFTADD FUME NOISE PARKING MANHOLE RIVERSAND POLLUTER EBIKE VWORK HOMESTEAD SLOPE WASTEACID FOREST "
            + "ROADWORKS FALLINGOBJ GASLEAK FLOODPOINT OUTAGE DISPUTE-MULTI",
            string.Join(' ', CityTables.OneThings.Select(row => row.Template)));
        Assert.All(CityTables.OneThings, row =>
        {
            Assert.Single(row.Parts, part => part.Leads);
            Assert.True(row.Parts.Length >= 2);
            Assert.All(row.Parts, part => Assert.True(CityTables.DepartmentOf.ContainsKey(part.Department)));
            Assert.All(
                row.Parts.Index(), part => Assert.All(part.Item.After, after => Assert.InRange(after, 1, part.Index)));
            Assert.Equal(row.Parts.Length, row.Parts.Select(part => part.Department).Distinct().Count());
        });
    }

    [Fact]
    public void Muck_trucks_make_five_parts_with_their_limits_and_the_last_one_waits()
    {
        var walk = Opened("MUCK");

        var opened = walk.Happened.OfType<CaseEvent.OneThingOpened>().Single();
        Assert.Equal(Enforcement, opened.Lead);
        Assert.Equal(
            ["TrafficPolice", "Enforcement", "Construction", "Transport", "TestCentre"],
            walk.State.Obligations.Select(one => one.Department.Value));
        Assert.Equal(ObligationStage.Raised, walk.Of(TestCentre).Stage);
        Assert.All(walk.State.Obligations.RemoveAt(4), one => Assert.Equal(ObligationStage.Called, one.Stage));
        Assert.Equal(Local(15, 9), ClockOf(walk, "Part", new("TrafficPolice")).DueAt);
        Assert.Equal(Local(16, 9), ClockOf(walk, "Part", Enforcement).DueAt);

        walk.Until(Local(12, 11)).Work(Transport, arrives: false).Finish(Transport);

        Assert.Equal(ObligationStage.Called, walk.Of(TestCentre).Stage);
        Assert.Equal(Local(17, 11), ClockOf(walk, "Part", TestCentre).DueAt);
    }

    [Fact]
    public void The_whole_is_handled_with_its_last_required_part()
    {
        var walk = Opened("FLOODPOINT");
        foreach (var department in new[] { "Drainage", "TrafficPolice" })
        {
            walk.Work(new(department), arrives: false).Finish(new(department));
            Assert.Equal(CaseStage.JointHandling, walk.State.Stage);
        }

        walk.Work(new("Parks"), arrives: false).Finish(new("Parks"));

        Assert.Equal(CaseStage.Checking, walk.State.Stage);
        Assert.Equal(ObligationStage.Called, walk.Of(new("Construction")).Stage);
        Assert.DoesNotContain(walk.State.Clocks, clock => clock.Id.Row == "Part");
    }

    [Fact]
    public void The_last_part_waits_for_a_whistle_and_ends_the_whole_once_that_is_done()
    {
        var walk = Opened("MANHOLE").Do(Whistle(Silent), Street);
        foreach (var department in new[] { "Construction", "Drainage", "Owner" })
        {
            walk.Work(new(department), arrives: false).Finish(new(department));
        }

        Assert.Equal(CaseStage.JointHandling, walk.State.Stage);
        walk.Work(Silent).Finish(Silent);

        Assert.Equal(CaseStage.Checking, walk.State.Stage);
    }

    [Fact]
    public void A_part_that_is_given_back_goes_to_a_ruling_and_to_whoever_was_ruled()
    {
        var walk = Opened("FUME");
        var id = walk.IdOf(new("Ecology"));
        walk.Do(id, new ObligationCommand.Redirect(null, Town.Text), Desk(new("Ecology")));
        Assert.Contains(walk.State.Clocks, clock => clock.Id.Name == "Ruling");

        var part = walk.State.Obligations.Single(one => one.Id == id).Part!.Case;
        walk.Do(
            new CaseCommand.RuleOwner(null, TestCentre, Town.Text, part), new Actor("a-ruler", ["Ruler"], Town.Area));

        Assert.Equal((id, ObligationStage.Called), (walk.Of(TestCentre).Id, walk.Of(TestCentre).Stage));
        Assert.NotNull(ClockOf(walk, "WhistleAccept", TestCentre));
    }

    [Fact]
    public void A_part_that_nobody_does_climbs_alone()
    {
        var walk = Opened("FLOODPOINT");
        var others = walk.State.Obligations.Where(one => one.Department.Value != "Drainage").ToList();
        foreach (var one in others.Where(one => one.Stage == ObligationStage.Called))
        {
            walk.Work(one.Department, arrives: false).Finish(one.Department);
        }

        var hashes = others.ConvertAll(one => walk.HashOf(one.Department));
        walk.Until(Local(25, 13));

        var id = walk.IdOf(new("Drainage"));
        // Four hours round the clock: reminded at four fifths, late at one, twice as late at five.
        Assert.Equal(
            [(1, Local(12, 12).AddMinutes(12)), (2, Local(12, 13)), (3, Local(12, 17)), (4, Local(24, 17))],
            walk.Climbed.Where(climb => climb.Obligation == id).Select(climb => (climb.Level, climb.At)));
        var unrated = walk.State.Obligations.Where(one => one.Stage == ObligationStage.Closed && one.Rating is null);
        Assert.Equal(2, unrated.Count());
        Assert.Equal(hashes[^1], walk.HashOf(others[^1].Department));
    }

    private static ClockedWalk Opened(string template) => Handled().Do(
        new CaseCommand.OpenOneThing(template, new(), null), new Actor("a-lead", ["ShiftLead"], Town.Area));

    private static CaseClock ClockOf(ClockedWalk walk, string row, DepartmentId department) =>
        walk.State.Clocks.Single(clock => clock.Id.Name == $"{row}.{walk.IdOf(department)}");
}
