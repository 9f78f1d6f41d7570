using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Chains;

/// <summary>A stored fact of a case with the role that did it.</summary>
/// <param name="Cause">Log position of the fact elsewhere that led to it.</param>
public sealed record ChainFact(CaseEvent Happened, CaseStamp Stamp, string Role, long? Cause);

/// <summary>One fact of a case as a link of what led to what.</summary>
/// <param name="Role">Of the one who acted; never who it was.</param>
/// <param name="Reason">A code of the command, the clock that passed, or the stage that an obligation came to.</param>
/// <param name="Other">The case that it joins to this one, or takes off it.</param>
/// <param name="After">Version of the link that it follows from; null for the first.</param>
/// <param name="Cause">Log position of the fact elsewhere that led to it.</param>
/// <param name="IsMain">Tells the story; the others are steps in between.</param>
/// <param name="Clocks">Deadlines that it ended, with how late they were.</param>
public sealed record ChainLink(
    CaseStamp Stamp, CaseEvent Happened, CaseStage Stage, string Role, DepartmentId? Department, string? Reason,
    ObligationId? Obligation, CaseId? Other, long? After, long? Cause, bool IsMain, ImmutableArray<ChainClock> Clocks)
{
    public string Fact => CaseWords.FactOf(Happened);
}

/// <summary>One run of a deadline, and who was awaited.</summary>
/// <param name="EndedAt">When it was met or given up; null while it runs.</param>
/// <param name="Role">Whose step it was.</param>
/// <param name="Department">Whose it was, where a department was awaited.</param>
public sealed record ChainClock(
    ClockId Id, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? EndedAt, string Role,
    DepartmentId? Department)
{
    /// <summary>Zero when it was met in time.</summary>
    public TimeSpan LateBy(DateTimeOffset now)
    {
        var late = (EndedAt ?? now) - DueAt;
        return late > TimeSpan.Zero ? late : TimeSpan.Zero;
    }
}
