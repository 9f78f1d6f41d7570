using Twin.City.Cases;
using Twin.City.Disputes;
using Twin.City.Metrics;
using Twin.City.Tests.Cases;

namespace Twin.City.Tests.Disputes;

/// <summary>What a mediator notes of a dispute, and when an agreement counts as kept.</summary>
public class DisputeTests
{
    private static readonly DepartmentId Mediation = new("CommunityMediation");
    private static readonly Actor Mediator = new("a-mediator", ["Mediator"], Town.Area, Mediation);
    private static readonly Words Agreed = new("text-agreed", "sha-agreed");

    [Fact]
    public void An_agreement_that_nobody_breaks_is_kept_after_thirty_days()
    {
        var walk = AtWork();
        var made = walk.Now;
        Mediate(walk, new DisputeCommand.Agree(Agreed));

        var dispute = walk.State.Dispute!;
        Assert.Equal((Agreed, made), (dispute.Agreement, dispute.AgreedAt!.Value));
        Assert.Null(dispute.IsKept(made.AddDays(30).AddSeconds(-1)));
        Assert.True(dispute.IsKept(made.AddDays(30)));
        Assert.Equal(CaseStage.Handling, walk.State.Stage);
        Assert.Equal("AgreedAlready", Refusal(walk, new DisputeCommand.Agree(Agreed)));
    }

    [Fact]
    public void A_broken_one_is_not_kept_and_can_be_broken_within_thirty_days_only()
    {
        var walk = AtWork();
        Assert.Equal("NoAgreement", Refusal(walk, new DisputeCommand.Break(null)));
        Mediate(walk, new DisputeCommand.Agree(Agreed));
        walk.Do(new CaseCommand.Handle(Town.Text, false), Mediator).BySystem();
        walk.Now = walk.Now.AddDays(29);

        Mediate(walk, new DisputeCommand.Break(Town.Text));

        Assert.False(walk.State.Dispute!.IsKept(walk.Now.AddDays(90)));
        Assert.Equal("NoAgreement", Refusal(walk, new DisputeCommand.Break(null)));

        var late = AtWork();
        Mediate(late, new DisputeCommand.Agree(Agreed));
        late.Now = late.Now.AddDays(30);
        Assert.Equal("NoAgreement", Refusal(late, new DisputeCommand.Break(null)));
    }

    [Theory]
    [InlineData(DisputeRoute.Mediation, null, null)]
    [InlineData(DisputeRoute.Aid, null, null)]
    [InlineData(DisputeRoute.Court, null, "ReferenceMissing")]
    [InlineData(DisputeRoute.Arbitration, null, "ReferenceMissing")]
    [InlineData(DisputeRoute.Review, null, "ReferenceMissing")]
    [InlineData(DisputeRoute.Court, "民初-17", null)]
    public void A_route_out_of_the_house_needs_the_number_that_the_dispute_has_there(
        DisputeRoute route, string? reference, string? refusal)
    {
        var walk = AtWork();

        Assert.Equal(refusal, Refusal(walk, new DisputeCommand.RouteTo(route, reference)));
        if (refusal is not null) return;
        Mediate(walk, new DisputeCommand.RouteTo(route, reference));
        Assert.Equal((route, reference), (walk.State.Dispute!.Route, walk.State.Dispute.Reference));
        Assert.Equal(CaseStage.Handling, walk.State.Stage);
    }

    [Fact]
    public void Nobody_but_the_mediator_who_has_it_and_no_case_but_a_dispute()
    {
        var walk = AtWork();
        var wish = new CaseCommand.Mediate(new DisputeCommand.Agree(Agreed));

        Assert.Equal("NotAllowed", walk.Try(wish, Town.DrainageDesk).Refusal?.Code);
        Assert.Equal("NotAllowed", walk.Try(wish, Town.Dispatcher).Refusal?.Code);
        Assert.Equal(
            "NotAllowed", walk.Try(wish, Mediator with { Department = new DepartmentId("Mediation") }).Refusal?.Code);
        Assert.Equal("ResultMissing", Refusal(walk, new DisputeCommand.Agree(null)));
        var flood = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        Assert.Equal("NotAllowed", flood.Try(wish, Mediator).Refusal?.Code);
    }

    [Fact]
    public void The_words_of_a_dispute_are_over_a_year_after_its_end()
    {
        Assert.False(DisputeState.IsOver(null, Town.Morning));
        Assert.False(DisputeState.IsOver(Town.Morning, Town.Morning.AddDays(364)));
        Assert.True(DisputeState.IsOver(Town.Morning, Town.Morning.AddDays(365)));
    }

    [Fact]
    public void Mediation_succeeded_where_the_agreement_has_been_kept_for_thirty_days()
    {
        var (kept, broken, none) = (AtWork("kept"), AtWork("broken"), AtWork("none"));
        Mediate(kept, new DisputeCommand.Agree(Agreed));
        Mediate(broken, new DisputeCommand.Agree(Agreed));
        Mediate(broken, new DisputeCommand.Break(null));
        var stories = new[] { kept, broken, none }.Select(StoryOf).ToArray();

        var value = CityMetrics.Of("M18", new MetricAsk(
            stories, Town.Morning.AddDays(-1).AddDays(30), Town.Morning.AddDays(31), Town.Rules.Calendar));

        Assert.Equal((1, 3), (value.Numerator, value.Denominator));
        Assert.Equal([new CaseId("kept")], value.Rows.Where(row => row.Counts).Select(row => row.Case));
    }

    private static CaseWalk AtWork(string id = "case-1")
    {
        var walk = new CaseWalk(id, Town.Rules with { SeatFor = _ => null });
        walk.Do(Town.Flood with { Class = "D-01" }, Actor.Anonymous).BySystem();
        if (walk.State.Stage == CaseStage.UnderReview)
        {
            walk.Do(new CaseCommand.File(null, Severity.Unset, null, "no"), Town.Filer).BySystem();
        }

        walk.Do(new CaseCommand.Dispatch(null, Mediation), Town.Dispatcher);
        return walk.Do(new CaseCommand.Accept(null), Mediator);
    }

    private static void Mediate(CaseWalk walk, DisputeCommand wish) =>
        walk.Do(new CaseCommand.Mediate(wish), Mediator);

    private static string? Refusal(CaseWalk walk, DisputeCommand wish) =>
        walk.Try(new CaseCommand.Mediate(wish), Mediator).Refusal?.Code;

    private static CaseStory StoryOf(CaseWalk walk)
    {
        var (story, version) = (CaseStory.Absent(walk.State.Id), 0L);
        foreach (var happened in walk.Happened)
        {
            story = story.After(happened, Town.Morning, ++version, version);
        }

        return story;
    }
}
