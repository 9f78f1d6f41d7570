using System.Collections.Immutable;
using System.Text;
using Twin.City.Json;
using Twin.City.Metrics;
using Twin.City.Points;
using Twin.City.Topics;

namespace Twin.City.Tests.Topics;

/// <summary>From a proposal to what came of it; who voted what is nobody's to know.</summary>
public class TopicTests
{
    private static readonly DateTimeOffset Now = Town.Morning;
    private static readonly TopicEvent.TopicProposed Lift = new(Town.Area, "三幢加装电梯", BallotRule.Owners);

    [Fact]
    public void Five_households_stand_behind_it_before_it_is_opened()
    {
        var topic = TopicState.None.After(Lift, Now);
        Assert.Equal("TopicNotNow", Code(TopicDecisions.Open(topic, Now.AddDays(8), Now)));
        topic = topic.After(new TopicEvent.TopicSeconded(4), Now);
        Assert.Equal(TopicStage.Proposed, topic.Stage);
        topic = topic.After(new TopicEvent.TopicSeconded(1), Now);
        Assert.Equal((TopicStage.Seconded, 5), (topic.Stage, topic.Seconds));
        Assert.Equal("FieldInvalid", Code(TopicDecisions.Open(topic, Now.AddDays(6), Now)));
        Assert.Null(Code(TopicDecisions.Open(topic, Now.AddDays(7), Now)));
        Assert.Equal("TopicNotNow", Code(TopicDecisions.Propose(topic, Lift)));
    }

    [Fact]
    public void It_is_talked_about_only_when_its_open_days_are_over()
    {
        var topic = Opened();
        Assert.Equal("TopicRuns", Code(TopicDecisions.Deliberate(topic, 12, Now.AddDays(6))));
        Assert.Equal("FieldInvalid", Code(TopicDecisions.Deliberate(topic, 0, Now.AddDays(7))));
        Assert.Null(Code(TopicDecisions.Deliberate(topic, 12, Now.AddDays(7))));
    }

    [Fact]
    public void A_slip_votes_once_and_only_while_the_ballot_runs()
    {
        var topic = Ballot(3);
        Assert.Equal("TopicNotNow", Code(TopicDecisions.Cast(Ballot(3, printed: false), "s1", "t1", Now.AddDays(8))));
        Assert.Equal("SlipsPrinted", Code(TopicDecisions.PrintSlips(topic)));
        topic = topic.After(new TopicEvent.BallotCast("s1", "t1"), Now.AddDays(8));
        Assert.Equal("SlipUsed", Code(TopicDecisions.Cast(topic, "s1", "t2", Now.AddDays(8))));
        Assert.Null(Code(TopicDecisions.Cast(topic, "s2", "t2", Now.AddDays(8))));
        Assert.Equal("BallotOver", Code(TopicDecisions.Cast(topic, "s2", "t2", Now.AddDays(11))));
    }

    [Fact]
    public void Nobody_counts_before_the_end_unless_all_have_voted()
    {
        var topic = Ballot(2).After(new TopicEvent.BallotCast("s1", "t1"), Now);
        Assert.Equal("TopicRuns", Code(TopicDecisions.Count(topic, Marks(1, 0, 0), Now.AddDays(8))));
        topic = topic.After(new TopicEvent.BallotCast("s2", "t2"), Now);
        Assert.Null(Code(TopicDecisions.Count(topic, Marks(2, 0, 0), Now.AddDays(8))));
        // What is missing in the box is never counted as if nobody had voted.
        Assert.Equal("BoxIncomplete", Code(TopicDecisions.Count(topic, Marks(1, 0, 0), Now.AddDays(20))));
    }

    [Theory]
    [InlineData(BallotRule.Neighbours, 10, 3, 2, 0, true)]
    [InlineData(BallotRule.Neighbours, 11, 3, 2, 0, false)]
    [InlineData(BallotRule.Neighbours, 10, 2, 2, 3, false)]
    [InlineData(BallotRule.Owners, 9, 4, 1, 1, true)]
    [InlineData(BallotRule.Owners, 9, 3, 2, 1, false)]
    [InlineData(BallotRule.Owners, 10, 5, 1, 0, false)]
    [InlineData(BallotRule.OwnersGrave, 12, 6, 2, 0, true)]
    [InlineData(BallotRule.OwnersGrave, 12, 6, 3, 0, false)]
    public void Turnout_and_majority_are_those_of_its_rule(
        BallotRule rule, int eligible, int agreed, int against, int abstained, bool resolved) =>
        Assert.Equal(resolved, TopicDecisions.Resolves(rule, eligible, agreed, against, abstained));

    [Fact]
    public void What_is_resolved_is_carried_out_and_told_and_what_failed_is_told()
    {
        var resolved = Counted(agreed: 3);
        Assert.Equal((TopicStage.Resolved, 3), (resolved.Stage, resolved.Result!.Agreed));
        Assert.Equal("TopicNotNow", Code(TopicDecisions.Report(resolved)));
        var executing = resolved.After(
            TopicDecisions.Execute(resolved, new CaseId("c-1")).Happened.Single(), Now);
        Assert.Equal((TopicStage.Executing, new CaseId("c-1")), (executing.Stage, executing.Case));
        Assert.Null(Code(TopicDecisions.Report(executing)));
        var failed = Counted(agreed: 1);
        Assert.Equal(TopicStage.Failed, failed.Stage);
        Assert.Equal("TopicNotNow", Code(TopicDecisions.Execute(failed, new CaseId("c-1"))));
        Assert.Null(Code(TopicDecisions.Report(failed)));
    }

    [Fact]
    public void The_marks_stand_in_the_order_of_their_receipts_not_of_the_votes()
    {
        var topic = Ballot(2).After(new TopicEvent.BallotCast("s1", "t1"), Now)
            .After(new TopicEvent.BallotCast("s2", "t2"), Now);
        var counted = (TopicEvent.BallotCounted)TopicDecisions.Count(
            topic, [new("Z9", BallotChoice.Agree), new("A1", BallotChoice.Against)], Now.AddDays(20))
            .Happened.Single();

        Assert.Equal(["A1", "Z9"], counted.Marks.Items.Select(mark => mark.Receipt));
        Assert.Equal(new BallotMark("A1", BallotChoice.Against), BallotMark.Parse(counted.Marks.Items[0].ToString()));
    }

    [Fact]
    public void Participation_counts_ballots_topics_and_hours_of_the_window()
    {
        var fold = CivicFold.Empty
            .After("points/a", 1, Now, CityJson.Encode(new PointsEvent.CardOpened(CardKind.Volunteer, Town.North)))
            .After("points/a", 2, Now, CityJson.Encode(new PointsEvent.Earned(ServiceKind.VolunteerHour, 3, 15)))
            .After("points/a", 3, Now, CityJson.Encode(new PointsEvent.Earned(ServiceKind.HazardReport, 1, 2)));
        var past = fold.Of(_ => true) with { Ballots = [Counted(agreed: 3), Counted(agreed: 1)] };
        var ask = new MetricAsk([], Now.AddDays(-1), Now.AddDays(30), Town.Rules.Calendar) { Civic = past };

        var value = CityMetrics.Of("M28", ask);

        Assert.Equal((4.0, 8.0, 0.5), (value.Numerator, value.Denominator, value.Value));
        Assert.Equal((1.0, 3.0), (value.Parts["topicsResolved"], value.Parts["volunteerHours"]));
        Assert.Null(CityMetrics.Of("M28", ask with { From = Now.AddDays(29) }).Value);
        Assert.Empty(fold.Of(home => home == Town.South).Hours);
    }

    [Fact]
    public void Its_facts_are_stored_as_they_always_were()
    {
        var counted = new TopicEvent.BallotCounted(
            1, 0, 0, Resolved: true, new FactList<BallotMark>(new BallotMark("A1", BallotChoice.Agree)));
        Assert.Equal(
            """{"agreed":1,"against":0,"abstained":0,"resolved":true,"marks":[{"receipt":"A1","choice":"Agree"}]}""",
            Encoding.UTF8.GetString(CityJson.Encode(counted).Payload.Span));
        Assert.Equal(
            """{"slip":"s","textId":"t"}""",
            Encoding.UTF8.GetString(CityJson.Encode(new TopicEvent.BallotCast("s", "t")).Payload.Span));
        TopicEvent[] facts =
        [
            Lift, new TopicEvent.TopicSeconded(5), new TopicEvent.TopicOpened(Now), new TopicEvent.DeliberationHeld(9),
            new TopicEvent.BallotOpened(9, Now), new TopicEvent.SlipsPrinted(9), new TopicEvent.BallotCast("s", "t"),
            counted, new TopicEvent.ExecutionBegun(new CaseId("c")), new TopicEvent.TopicReported(),
        ];
        foreach (var fact in facts)
        {
            var stored = CityJson.Encode(fact);
            Assert.Equal(fact, CityJson.DecodeTopic(stored.Kind, CityJson.Schema, stored.Payload));
        }
    }

    private static TopicState Opened() => TopicState.None.After(Lift, Now)
        .After(new TopicEvent.TopicSeconded(5), Now).After(new TopicEvent.TopicOpened(Now.AddDays(7)), Now);

    private static TopicState Ballot(int eligible, bool printed = true)
    {
        var topic = Opened().After(new TopicEvent.DeliberationHeld(12), Now)
            .After(new TopicEvent.BallotOpened(eligible, Now.AddDays(11)), Now);
        return printed ? topic.After(new TopicEvent.SlipsPrinted(eligible), Now) : topic;
    }

    /// <summary>Of four households so many have voted, all for it.</summary>
    private static TopicState Counted(int agreed)
    {
        var topic = Enumerable.Range(0, agreed).Aggregate(
            Ballot(4), (box, slip) => box.After(new TopicEvent.BallotCast($"s{slip}", $"t{slip}"), Now));
        var happened = TopicDecisions.Count(topic, Marks(agreed, 0, 0), Now.AddDays(12)).Happened.Single();
        return topic.After(happened, Now.AddDays(12));
    }

    private static ImmutableArray<BallotMark> Marks(int agreed, int against, int abstained) =>
    [
        .. Enumerable.Repeat(BallotChoice.Agree, agreed).Concat(Enumerable.Repeat(BallotChoice.Against, against))
            .Concat(Enumerable.Repeat(BallotChoice.Abstain, abstained))
            .Select((choice, at) => new BallotMark($"R{at}", choice)),
    ];

    private static string? Code(Decision<TopicEvent> decision) => decision.Refusal?.Code;
}
