namespace Twin.Contracts;

/// <summary>A matter that neighbours decide together.</summary>
/// <param name="Area">Whose households it is about: a community, grid or street.</param>
/// <param name="Title">What it is called; everybody reads it.</param>
/// <param name="Rule">Neighbours, Owners or OwnersGrave: what it needs to be resolved.</param>
public sealed record TopicRequest(string? Area, string? Title, string? Rule, string? CommandId = null);

/// <summary>The next step of a topic.</summary>
/// <param name="Households">second: how many more stand behind it.</param>
/// <param name="Until">open: at least 7 days away; ballot: at least 3.</param>
/// <param name="Attended">deliberate: how many came.</param>
/// <param name="Eligible">ballot: households that may vote; empty = all of the area.</param>
/// <param name="CaseId">execute: the case that carries it out.</param>
public sealed record TopicStepRequest(
    int? Households = null, DateTimeOffset? Until = null, int? Attended = null, int? Eligible = null,
    string? CaseId = null, string? CommandId = null);

/// <summary>A vote, by whoever has the slip.</summary>
/// <param name="Slip">Its number, of 16 signs.</param>
/// <param name="Choice">Agree, Against or Abstain.</param>
public sealed record VoteRequest(string? Slip, string? Choice, string? CommandId = null);

/// <summary>Topics of an area, the newest first.</summary>
public sealed record TopicsView(TopicView[] Topics, long Position);

/// <param name="Seconds">Households that stand behind it; five are needed.</param>
/// <param name="Until">End of the open days, or of the ballot.</param>
/// <param name="Cast">Slips that were used: the turnout. What was chosen nobody knows before all are counted.</param>
/// <param name="Result">Empty until it was counted.</param>
/// <param name="CaseId">That carries it out.</param>
public sealed record TopicView(
    string Topic, string Area, string? AreaName, string Title, string Rule, string Stage, DateTimeOffset ProposedAt,
    int Seconds, DateTimeOffset? Until, int Attended, int Eligible, int Slips, int Cast, BallotResultView? Result,
    string? CaseId);

/// <param name="Marks">RECEIPT=Choice of each vote: who has a receipt finds the own vote.</param>
public sealed record BallotResultView(int Agreed, int Against, int Abstained, bool Resolved, string[] Marks);

/// <summary>The slips of a ballot, told once: to be printed, shuffled and put into letter boxes.</summary>
public sealed record SlipsView(string Topic, string[] Slips, long Position);

/// <summary>The vote is in the box.</summary>
/// <param name="Receipt">Stands beside the choice when all are counted; empty when this was sent before.</param>
public sealed record VoteAnswer(string? Receipt, bool Again, long Position);
