using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

public class CaseOnSpotTests
{
    private static readonly CaseCommand.HandleOnSpot Rubbish = new(
        Town.North, Town.Flood.At, null, null, "E0102", "no-1", Town.Text, true, true, "receipt");

    private static readonly string Drawn =
        Enumerable.Range(1, 10_000).Select(i => $"case-{i}").First(id => CaseDecisions.IsDrawn(new CaseId(id)));

    [Fact]
    public void What_was_fixed_on_the_spot_waits_a_day_for_objections()
    {
        var walk = new CaseWalk().Do(Rubbish, Town.NorthWorker);

        Assert.Equal((CaseStage.Handled, Severity.S4), (walk.State.Stage, walk.State.Severity));
        Assert.Equal(walk.Now.AddHours(24), walk.State.ObjectionUntil);
        var clock = Assert.Single(walk.State.Clocks);
        Assert.Equal(("OnSpotObjection/1", walk.State.ObjectionUntil), (clock.Id.Value, clock.DueAt));
        var command = CaseFlow.WhenDue(walk.State, clock.Id, clock.DueAt)!;
        Assert.Equal("WindowOpen", walk.Try(command, Actor.System).Refusal?.Code);

        walk.Now = clock.DueAt;
        walk.Do(command, Actor.System);
        Assert.Equal((CaseStage.Closed, clock.DueAt), (walk.State.Stage, walk.State.EndedAt));
        Assert.Equal("ArchiveAfter", Assert.Single(walk.State.Clocks).Id.Row);
    }

    [Fact]
    public void One_in_fifty_is_checked_and_the_draw_follows_from_the_id()
    {
        var drawn = Enumerable.Range(0, 50_000).Count(i => CaseDecisions.IsDrawn(new CaseId($"case-{i}")));
        Assert.InRange(drawn, 900, 1_100);

        var walk = new CaseWalk(Drawn).Do(Rubbish, Town.NorthWorker);

        Assert.Equal(CaseStage.Checking, walk.State.Stage);
        Assert.DoesNotContain(walk.State.Clocks, clock => clock.Id.Row == "OnSpotObjection");
        Assert.Equal(Town.SouthSeat, walk.State.Offers[^1].Post);
    }

    [Theory]
    [InlineData("E0406", true, true, "ClassNotOnSpot")]
    [InlineData("E0102", false, true, "PhotoMissing")]
    [InlineData("E0102", true, false, "PhotoMissing")]
    public void Class_and_photos_must_allow_it(string code, bool before, bool after, string refusal)
    {
        var command = Rubbish with { Class = code, BeforePhoto = before, AfterPhoto = after };

        Assert.Equal(refusal, new CaseWalk().Try(command, Town.NorthWorker).Refusal?.Code);
    }

    [Fact]
    public void A_matter_without_an_object_needs_no_photo()
    {
        var leaflets = Rubbish with { Class = "E0204", BeforePhoto = false, AfterPhoto = false };

        Assert.Null(new CaseWalk().Try(leaflets, Town.NorthWorker).Refusal);
    }

    [Fact]
    public void It_must_lie_in_the_own_grid_and_under_the_cap()
    {
        Assert.Equal("OutsideOwnGrid", new CaseWalk().Try(Rubbish, Town.SouthWorker).Refusal?.Code);
        var capped = new CaseWalk(rules: Town.Rules with { OnSpotCapReached = (_, _) => true });
        Assert.Equal("OnSpotCapReached", capped.Try(Rubbish, Town.NorthWorker).Refusal?.Code);
    }
}
