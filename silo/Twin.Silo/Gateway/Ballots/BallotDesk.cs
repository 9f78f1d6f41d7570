using Orleans;
using Twin.City;
using Twin.City.Tables;
using Twin.City.Topics;
using Twin.Contracts;
using Twin.Grains.Civic;
using Twin.Grains.Feeds;
using Twin.Grains.Topics;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Ballots;

/// <summary>Topics and their ballots: a book that its keeper leads, a box for whoever has a slip.</summary>
internal sealed class BallotDesk(
    IGrainFactory grains, CivicBook civic, BallotBox box, AreaViews areas, CaseDoor cases, Places places,
    CommandIds ids, TimeProvider time)
{
    private const int TitleMost = 60;

    /// <summary>The last word of the path; slips, votes and the count have doors of their own.</summary>
    public static IReadOnlyList<string> Given { get; } =
        ["second", "open", "deliberate", "ballot", "count", "execute", "report"];

    public async ValueTask<Outcome<TopicsView>> Propose(
        TopicRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Check(body, out var rule) is { } wrong)
        {
            return wrong;
        }

        var area = new HomeId(body.Area!);
        if (Bound.In(caller, TopicDecisions.Keepers, area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var said = CommandIds.Own(caller.Name, body.CommandId ?? key);
        var id = ids.Of(said, "propose", body with { CommandId = null }, WireJson.Relaxed.TopicRequest);
        var topic = Receipts.CaseOf(caller.Name, "topic", said ?? id).Value;
        return await Told(
            area,
            await Of(topic).Do(new TopicCommand.Propose(area, body.Title!, rule), by, id, cancel), cancel);
    }

    public async ValueTask<Outcome<TopicsView>> Step(
        string topic, string step, TopicStepRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Check(step, body) is { } wrong)
        {
            return wrong;
        }

        var kept = await Kept(topic, caller, cancel);
        if (!kept.IsAnswer)
        {
            return kept.Problem;
        }

        var (by, sight) = kept.Answer;
        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), step, body with { CommandId = null },
            WireJson.Relaxed.TopicStepRequest);
        var area = sight.Topic.Proposed!.Area;
        if (step == "count")
        {
            return await Told(area, await box.Count(topic, sight.Topic, by, id, cancel), cancel);
        }

        if (step == "execute" && await cases.See(new CaseId(body.CaseId!), cancel) is null)
        {
            return Rights.CaseUnknown();
        }

        return await Told(area, await Of(topic).Do(CommandOf(step, body, area), by, id, cancel), cancel);
    }

    public async ValueTask<Outcome<SlipsView>> Slips(
        string topic, string? key, Caller caller, CancellationToken cancel)
    {
        var kept = await Kept(topic, caller, cancel);
        if (!kept.IsAnswer)
        {
            return kept.Problem;
        }

        var id = ids.Of(
            CommandIds.Own(caller.Name, key), "slips", new TopicStepRequest(), WireJson.Relaxed.TopicStepRequest);
        var answer = await Of(topic).Do(new TopicCommand.PrintSlips(), kept.Answer.By, id, cancel);
        return answer.Refusal is { } no
            ? Problem.Of(no)
            : new SlipsView(topic, box.SlipsOf(topic, kept.Answer.Sight.Topic.Eligible), answer.Position);
    }

    public async ValueTask<Outcome<VoteAnswer>> Vote(
        string topic, VoteRequest body, string? key, CancellationToken cancel)
    {
        if ((Checks.OneOf("choice", body.Choice, out var choice, BallotChoice.Abstain)
            ?? Checks.Word("commandId", body.CommandId) ?? Checks.Word("slip", body.Slip)
            ?? (body.Slip is null ? Checks.Wanted("slip") : null)
            ?? (body.Choice is null ? Checks.Wanted("choice") : null)) is { } wrong)
        {
            return wrong;
        }

        var sight = await Of(topic).See(cancel);
        if (sight.Topic.Stage == TopicStage.None)
        {
            return Unknown(topic);
        }

        return box.Find(topic, sight.Topic.Slips, body.Slip!) is not { } slip
            ? Problem.Unknown("SlipUnknown", "slip", null, new Say("a slip of this ballot", "本次投票的表决票"))
            : await box.Put(topic, slip, choice, body.CommandId ?? key, cancel);
    }

    public async ValueTask<TopicsView> See(HomeId area, CancellationToken cancel)
    {
        var (topics, position) = await civic.Topics(area, cancel);
        return new TopicsView(
            [.. topics.OrderByDescending(one => one.Topic.ProposedAt).ThenBy(one => one.Id, StringComparer.Ordinal)
                .Select(one => ViewFor(one.Id, one.Topic))],
            position);
    }

    private ITopicGrain Of(string topic) => grains.GetGrain<ITopicGrain>(topic);

    /// <summary>The topic and the role in which the caller leads its book.</summary>
    private async ValueTask<Outcome<KeptTopic>> Kept(string topic, Caller caller, CancellationToken cancel)
    {
        var sight = await Of(topic).See(cancel);
        return sight.Topic.Proposed is not { } proposed ? Unknown(topic)
            : Bound.In(caller, TopicDecisions.Keepers, proposed.Area, places) is { } by ? new KeptTopic(by, sight)
            : Problem.Of(Refusals.NotAllowed);
    }

    private TopicCommand CommandOf(string step, TopicStepRequest body, HomeId area) => step switch
    {
        "second" => new TopicCommand.Second(body.Households!.Value),
        "open" => new TopicCommand.Open(body.Until!.Value.ToUniversalTime()),
        "deliberate" => new TopicCommand.Deliberate(body.Attended!.Value),
        "ballot" => new TopicCommand.OpenBallot(
            body.Eligible ?? areas.Find(area.Value)!.Households, body.Until!.Value.ToUniversalTime()),
        "execute" => new TopicCommand.Execute(new CaseId(body.CaseId!)),
        _ => new TopicCommand.Report(),
    };

    private async ValueTask<Outcome<TopicsView>> Told(HomeId area, Decided answer, CancellationToken cancel) =>
        answer.Refusal is { } no ? Problem.Of(no) : await See(area, cancel);

    private TopicView ViewFor(string id, TopicState topic)
    {
        var proposed = topic.Proposed!;
        return new TopicView(
            id, proposed.Area.Value, places.NameOf(proposed.Area.Value), proposed.Title, proposed.Rule.ToString(),
            topic.Stage.ToString(), topic.ProposedAt, topic.Seconds, topic.Until, topic.Attended, topic.Eligible,
            topic.Slips, topic.Cast.Count,
            topic.Result is { } result
                ? new BallotResultView(
                    result.Agreed, result.Against, result.Abstained, result.Resolved,
                    [.. result.Marks.Items.Select(mark => mark.ToString())])
                : null,
            topic.Case?.Value);
    }

    private ProblemView? Check(TopicRequest body, out BallotRule rule) =>
        Checks.OneOf("rule", body.Rule, out rule, BallotRule.Neighbours)
        ?? Checks.Word("commandId", body.CommandId)
        ?? (body.Area is null ? Checks.Wanted("area") : IntakeRules.Home("area", body.Area, places))
        ?? (body.Title is null ? Checks.Wanted("title") : Checks.PublicWord("title", body.Title, TitleMost))
        ?? (body.Rule is null ? Checks.Wanted("rule") : null);

    private ProblemView? Check(string step, TopicStepRequest body) =>
        Checks.Word("commandId", body.CommandId)
        ?? Checks.UpTo("households", body.Households, TopicDecisions.HouseholdsMost)
        ?? Checks.UpTo("attended", body.Attended, TopicDecisions.HouseholdsMost)
        ?? Checks.UpTo("eligible", body.Eligible, TopicDecisions.HouseholdsMost)
        ?? Checks.Word("caseId", body.CaseId)
        ?? Checks.Moment("until", body.Until, time.GetUtcNow() + TopicDecisions.LongestRun)
        ?? (step switch
        {
            "second" when body.Households is null => Checks.Wanted("households"),
            "open" or "ballot" when body.Until is null => Checks.Wanted("until"),
            "deliberate" when body.Attended is null => Checks.Wanted("attended"),
            "execute" when body.CaseId is null => Checks.Wanted("caseId"),
            _ => null,
        });

    private static ProblemView Unknown(string topic) =>
        Problem.Unknown("TopicUnknown", "topic", topic, new Say("a topic", "议题"));


    private sealed record KeptTopic(Actor By, TopicSight Sight);
}
