using System.Collections.Immutable;

namespace Twin.City.Topics;

/// <summary>Where a topic is in its life.</summary>
public enum TopicStage { None, Proposed, Seconded, Open, Deliberation, Ballot, Resolved, Failed, Executing, Reported }

/// <summary>All that a topic's facts say.</summary>
public sealed record TopicState
{
    public static TopicState None { get; } = new();

    public TopicStage Stage { get; private init; }

    public TopicEvent.TopicProposed? Proposed { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    public int Seconds { get; private init; }

    /// <summary>End of the open days, then of the ballot.</summary>
    public DateTimeOffset? Until { get; private init; }

    public int Attended { get; private init; }

    public int Eligible { get; private init; }

    public int Slips { get; private init; }

    /// <summary>Votes that were cast: the hash of the slip, and where the choice lies until it is counted.</summary>
    public ImmutableDictionary<string, string> Cast { get; private init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public TopicEvent.BallotCounted? Result { get; private init; }

    public DateTimeOffset? CountedAt { get; private init; }

    public CaseId? Case { get; private init; }

    public TopicState After(TopicEvent happened, DateTimeOffset at) => happened switch
    {
        TopicEvent.TopicProposed e => this with { Stage = TopicStage.Proposed, Proposed = e, ProposedAt = at },
        TopicEvent.TopicSeconded e => this with
        {
            Seconds = Seconds + e.Households,
            Stage = Seconds + e.Households >= TopicDecisions.SecondsLeast ? TopicStage.Seconded : Stage,
        },
        TopicEvent.TopicOpened e => this with { Stage = TopicStage.Open, Until = e.Until },
        TopicEvent.DeliberationHeld e => this with { Stage = TopicStage.Deliberation, Attended = e.Attended },
        TopicEvent.BallotOpened e => this with { Stage = TopicStage.Ballot, Eligible = e.Eligible, Until = e.Until },
        TopicEvent.SlipsPrinted e => this with { Slips = e.Count },
        TopicEvent.BallotCast e => this with { Cast = Cast.SetItem(e.Slip, e.TextId) },
        TopicEvent.BallotCounted e => this with
        {
            Stage = e.Resolved ? TopicStage.Resolved : TopicStage.Failed,
            Result = e,
            CountedAt = at,
        },
        TopicEvent.ExecutionBegun e => this with { Stage = TopicStage.Executing, Case = e.Case },
        TopicEvent.TopicReported => this with { Stage = TopicStage.Reported },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of TopicEvent."),
    };
}
