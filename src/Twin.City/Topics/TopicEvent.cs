namespace Twin.City.Topics;

/// <summary>A fact about what neighbours decide together. Stored for ever: add fields only.</summary>
/// <remarks>
/// Kind words: <c>topic/TopicProposed</c>, <c>topic/TopicSeconded</c>, <c>topic/TopicOpened</c>,
/// <c>topic/DeliberationHeld</c>, <c>topic/BallotOpened</c>, <c>topic/SlipsPrinted</c>, <c>topic/BallotCast</c>,
/// <c>topic/BallotCounted</c>, <c>topic/ExecutionBegun</c>, <c>topic/TopicReported</c>. No fact says who seconded,
/// came or voted, and none has a choice before all are counted.
/// </remarks>
public abstract record TopicEvent
{
    private TopicEvent() { }

    /// <param name="Area">Whose households it is about.</param>
    /// <param name="Title">What it is called; public, of no person.</param>
    public sealed record TopicProposed(HomeId Area, string Title, BallotRule Rule) : TopicEvent;

    /// <param name="Households">How many more stand behind it.</param>
    public sealed record TopicSeconded(int Households) : TopicEvent;

    /// <param name="Until">Everybody may say something until then.</param>
    public sealed record TopicOpened(DateTimeOffset Until) : TopicEvent;

    /// <param name="Attended">How many came.</param>
    public sealed record DeliberationHeld(int Attended) : TopicEvent;

    /// <param name="Eligible">Households that may vote, one vote each.</param>
    public sealed record BallotOpened(int Eligible, DateTimeOffset Until) : TopicEvent;

    /// <summary>As many slips as households, with numbers that nobody keeps beside a door.</summary>
    public sealed record SlipsPrinted(int Count) : TopicEvent;

    /// <param name="Slip">Hash of its number: it is used now.</param>
    /// <param name="TextId">Where the choice lies until all are counted; its key is destroyed then.</param>
    public sealed record BallotCast(string Slip, string TextId) : TopicEvent;

    /// <param name="Marks">Receipt and choice of each vote, by receipt: who has one finds it.</param>
    public sealed record BallotCounted(
        int Agreed, int Against, int Abstained, bool Resolved, FactList<BallotMark> Marks) : TopicEvent;

    /// <param name="Case">That carries it out.</param>
    public sealed record ExecutionBegun(CaseId Case) : TopicEvent;

    /// <summary>The neighbours were told what came of it.</summary>
    public sealed record TopicReported : TopicEvent;
}

/// <summary>What a topic needs to be resolved.</summary>
public enum BallotRule
{
    /// <summary>Neighbours: half take part, more agree than not (DEF).</summary>
    Neighbours,

    /// <summary>Owners: two thirds take part, more than half of those agree (Civil Code 278).</summary>
    Owners,

    /// <summary>Owners, grave matters: two thirds take part, three quarters of those agree (Civil Code 278).</summary>
    OwnersGrave,
}

public enum BallotChoice { Agree, Against, Abstain }

/// <summary>One counted vote; its receipt is of chance, and only whoever voted has it.</summary>
public readonly record struct BallotMark(string Receipt, BallotChoice Choice)
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static BallotMark Parse(string text) => text.Split('=') is [var receipt, var choice]
        && Enum.TryParse<BallotChoice>(choice, out var chosen)
        ? new BallotMark(receipt, chosen)
        : throw new FormatException("Found no vote; expected receipt=choice.");

    public override string ToString() => $"{Receipt}={Choice}";
}
