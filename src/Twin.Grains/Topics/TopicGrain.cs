using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Topics;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Topics;

/// <summary>One topic: it decides one command after the other, so that no slip votes twice.</summary>
public sealed class TopicGrain(Surroundings city) : Grain, ITopicGrain
{
    public const string Feed = "topic";

    private const string Family = "topic/";

    /// <summary>Who votes is nobody's to know, whoever has typed the slip in.</summary>
    private static readonly Author Voter = new("slip", "Resident");

    private DecidedStream<TopicState, TopicEvent> _topic = null!;

    public static string IdOf(string stream) => stream[Family.Length..];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = new OwnStream<TopicEvent>(
            city.Log, Family + this.GetPrimaryKeyString(), FactFamilies.Topics, DeactivateOnIdle);
        _topic = new(
            stream, Feed, city.Time, TopicState.None, static (topic, happened, fact) => topic.After(happened, fact.At));
        await _topic.Load(cancellationToken);
    }

    public Task<Decided> Do(TopicCommand command, Actor by, string commandId, CancellationToken cancel = default) =>
        _topic.Do((topic, now) => Decide(topic, command, now), by, commandId, cancel);

    public Task<Decided> Cast(string slip, string textId, string commandId, CancellationToken cancel = default) =>
        _topic.Do((topic, now) => TopicDecisions.Cast(topic, slip, textId, now), Voter, commandId, cancel);

    public Task<Decided> Count(
        ImmutableArray<BallotMark> marks, Actor by, string commandId, CancellationToken cancel = default) =>
        _topic.Do((topic, now) => TopicDecisions.Count(topic, marks, now), by, commandId, cancel);

    public Task<TopicSight> See(CancellationToken cancel = default) =>
        Task.FromResult(new TopicSight(_topic.State, _topic.Position));

    private static Decision<TopicEvent> Decide(TopicState topic, TopicCommand command, DateTimeOffset now) =>
        command switch
        {
            TopicCommand.Propose e => TopicDecisions.Propose(
                topic, new TopicEvent.TopicProposed(e.Area, e.Title, e.Rule)),
            TopicCommand.Second e => TopicDecisions.Second(topic, e.Households),
            TopicCommand.Open e => TopicDecisions.Open(topic, e.Until, now),
            TopicCommand.Deliberate e => TopicDecisions.Deliberate(topic, e.Attended, now),
            TopicCommand.OpenBallot e => TopicDecisions.OpenBallot(topic, e.Eligible, e.Until, now),
            TopicCommand.PrintSlips => TopicDecisions.PrintSlips(topic),
            TopicCommand.Execute e => TopicDecisions.Execute(topic, e.Case),
            TopicCommand.Report => TopicDecisions.Report(topic),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Expected a TopicCommand."),
        };
}
