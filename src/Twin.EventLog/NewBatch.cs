using System.Collections.Immutable;

namespace Twin.EventLog;

/// <summary>A fact that somebody wants to append. The log gives it position, version and feed numbers.</summary>
/// <param name="Kind">The word of its family, such as <c>case/Reported</c>; never a type name.</param>
/// <param name="Schema">Version of the payload's shape; upcasters read old ones.</param>
/// <param name="Payload">UTF-8 JSON, one object.</param>
/// <param name="Feeds">The feeds it belongs to; each numbers its facts 1, 2, 3 … without a gap.</param>
/// <param name="By">Who decided it, when another than the batch's author; such as a rule whose step rides
/// along.</param>
public sealed record NewFact(
    string Kind, int Schema, ReadOnlyMemory<byte> Payload, ImmutableArray<string> Feeds, Author? By = null);

/// <summary>Facts of one stream that are stored together or not at all.</summary>
public sealed record NewBatch
{
    public required string Stream { get; init; }

    /// <summary>Version of the stream that the decision was made on; 0 = no fact yet. This is the fence.</summary>
    public required long ExpectedVersion { get; init; }

    public required ImmutableArray<NewFact> Facts { get; init; }

    /// <summary>Moment of the decision, UTC; stored in microseconds, raised to the stream's last if it were
    /// earlier.</summary>
    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>Identity of the command; one command is stored once per stream.</summary>
    public required string CommandId { get; init; }

    /// <summary>Which client sent it, such as <c>worker-app</c>; never a person.</summary>
    public string Client { get; init; } = "";

    /// <summary>Position of the fact that caused this one; null when a human or a source did.</summary>
    public long? Cause { get; init; }

    /// <summary>What belongs together across streams.</summary>
    public string Correlation { get; init; } = "";

    /// <summary>Version of the rule tables that decided.</summary>
    public string RulesVersion { get; init; } = "";

    /// <summary>Set for drills; bound to every fact of the drill.</summary>
    public string? Tag { get; init; }
}
