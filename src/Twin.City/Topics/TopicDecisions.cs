using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Topics;

/// <summary>From a proposal to what came of it (domain 3.10), and what a ballot needs.</summary>
/// <remarks>Role and place of whoever asks are looked at before; here it is what may be asked.</remarks>
public static class TopicDecisions
{
    /// <summary>Who holds a topic's book: they write down what they saw, and print the slips.</summary>
    public static readonly ImmutableArray<string> Keepers = ["CommunitySecretary", "StreetOffice"];

    /// <summary>Households that stand behind a topic.</summary>
    public const int SecondsLeast = 5;

    public const int HouseholdsMost = 10_000;

    /// <summary>So long everybody may say something.</summary>
    public static readonly TimeSpan OpenLeast = TimeSpan.FromDays(7);

    /// <summary>A ballot is long enough that whoever is away on a weekday finds time (DEF).</summary>
    public static readonly TimeSpan BallotLeast = TimeSpan.FromDays(3);

    public static readonly TimeSpan LongestRun = TimeSpan.FromDays(92);

    private static readonly Refusal NotNow = new(
        "TopicNotNow", "议题目前的阶段不能做这一步。", "The topic is not at a stage for this step.");

    private static readonly Refusal Runs = new(
        "TopicRuns", "期限未到。", "Its time is not over yet; expected the end that the topic shows.");

    private static readonly Refusal Printed = new(
        "SlipsPrinted", "表决票已印制，不能重印。", "The slips have been printed; they are not printed twice.");

    private static readonly Refusal Used = new("SlipUsed", "该表决票已使用。", "The slip has been used.");

    private static readonly Refusal Incomplete = new(
        "BoxIncomplete", "票箱与已用表决票数不符，请稍后再计票。",
        "Found fewer votes in the box than slips that were used; expected all of them. Count again later.");

    private static readonly Refusal Over = new("BallotOver", "投票已截止。", "The ballot is over.");

    public static Decision<TopicEvent> Propose(TopicState topic, TopicEvent.TopicProposed proposed) =>
        topic.Stage != TopicStage.None ? No(NotNow)
        : proposed.Title.Length == 0 ? Field("title")
        : Decision.Of<TopicEvent>(proposed);

    public static Decision<TopicEvent> Second(TopicState topic, int households) =>
        topic.Stage != TopicStage.Proposed ? No(NotNow)
        : households is < 1 or > HouseholdsMost ? Field("households")
        : Decision.Of<TopicEvent>(new TopicEvent.TopicSeconded(households));

    public static Decision<TopicEvent> Open(TopicState topic, DateTimeOffset until, DateTimeOffset now) =>
        topic.Stage != TopicStage.Seconded ? No(NotNow)
        : until < now + OpenLeast || until > now + LongestRun ? Field("until")
        : Decision.Of<TopicEvent>(new TopicEvent.TopicOpened(until));

    public static Decision<TopicEvent> Deliberate(TopicState topic, int attended, DateTimeOffset now) =>
        topic.Stage != TopicStage.Open ? No(NotNow)
        : now < topic.Until ? No(Runs)
        : attended is < 1 or > HouseholdsMost ? Field("attended")
        : Decision.Of<TopicEvent>(new TopicEvent.DeliberationHeld(attended));

    public static Decision<TopicEvent> OpenBallot(
        TopicState topic, int eligible, DateTimeOffset until, DateTimeOffset now) =>
        topic.Stage != TopicStage.Deliberation ? No(NotNow)
        : eligible is < 1 or > HouseholdsMost ? Field("eligible")
        : until < now + BallotLeast || until > now + LongestRun ? Field("until")
        : Decision.Of<TopicEvent>(new TopicEvent.BallotOpened(eligible, until));

    public static Decision<TopicEvent> PrintSlips(TopicState topic) =>
        topic.Stage != TopicStage.Ballot ? No(NotNow)
        : topic.Slips > 0 ? No(Printed)
        : Decision.Of<TopicEvent>(new TopicEvent.SlipsPrinted(topic.Eligible));

    public static Decision<TopicEvent> Cast(TopicState topic, string slip, string textId, DateTimeOffset now) =>
        topic.Stage != TopicStage.Ballot || topic.Slips == 0 ? No(NotNow)
        : now >= topic.Until ? No(Over)
        : topic.Cast.ContainsKey(slip) ? No(Used)
        : Decision.Of<TopicEvent>(new TopicEvent.BallotCast(slip, textId));

    /// <summary>After its end, or when all have voted; never before, so nobody sees how it stands.</summary>
    public static Decision<TopicEvent> Count(TopicState topic, ImmutableArray<BallotMark> marks, DateTimeOffset now)
    {
        if (topic.Stage != TopicStage.Ballot) return No(NotNow);
        if (!IsCountable(topic, now)) return No(Runs);
        if (marks.Length != topic.Cast.Count) return No(Incomplete);
        var (agreed, against, abstained) = (Of(BallotChoice.Agree), Of(BallotChoice.Against), Of(BallotChoice.Abstain));
        return Decision.Of<TopicEvent>(new TopicEvent.BallotCounted(
            agreed, against, abstained, Resolves(topic.Proposed!.Rule, topic.Eligible, agreed, against, abstained),
            new FactList<BallotMark>([.. marks.OrderBy(mark => mark.Receipt, StringComparer.Ordinal)])));

        int Of(BallotChoice choice) => marks.Count(mark => mark.Choice == choice);
    }

    public static bool IsCountable(TopicState topic, DateTimeOffset now) =>
        now >= topic.Until || (topic.Slips > 0 && topic.Cast.Count == topic.Eligible);

    public static Decision<TopicEvent> Execute(TopicState topic, CaseId carriedOutBy) =>
        topic.Stage != TopicStage.Resolved ? No(NotNow)
        : Decision.Of<TopicEvent>(new TopicEvent.ExecutionBegun(carriedOutBy));

    /// <summary>Also of what failed: the neighbours are told either way.</summary>
    public static Decision<TopicEvent> Report(TopicState topic) =>
        topic.Stage is TopicStage.Executing or TopicStage.Failed
            ? Decision.Of<TopicEvent>(new TopicEvent.TopicReported())
            : No(NotNow);

    /// <summary>Whole numbers: no share is rounded over a threshold.</summary>
    public static bool Resolves(BallotRule rule, int eligible, int agreed, int against, int abstained)
    {
        var cast = agreed + against + abstained;
        return rule switch
        {
            BallotRule.Neighbours => 2 * cast >= eligible && agreed > against,
            BallotRule.Owners => 3 * cast >= 2 * eligible && 2 * agreed > cast,
            BallotRule.OwnersGrave => 3 * cast >= 2 * eligible && 4 * agreed >= 3 * cast,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Expected a rule of BallotRule."),
        };
    }

    private static Decision<TopicEvent> No(Refusal refusal) => Decision.No<TopicEvent>(refusal);

    private static Decision<TopicEvent> Field(string name) => No(Refusals.FieldInvalid(name));
}
