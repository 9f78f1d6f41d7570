namespace Twin.City.Cases;

/// <content>After it is handled, and what may happen in any stage.</content>
public abstract partial record CaseEvent
{
    public sealed record Objected(Words? Reason) : CaseEvent;

    /// <param name="Reason">NotFixed or WrongPlace.</param>
    /// <param name="DueAt">T5 of the rework, half as long; null when the class has no fixed limit.</param>
    public sealed record CheckFailed(PostId? Post, string Reason, Words? Note, bool Photo, DateTimeOffset? DueAt)
        : CaseEvent;

    /// <param name="FollowUp">A reporter can be asked; else it is closed.</param>
    public sealed record CheckLapsed(bool FollowUp) : CaseEvent;

    /// <param name="Attempt">1, 2 or 3.</param>
    /// <param name="Attitude">1 to 5.</param>
    public sealed record FollowedUp(
        int Attempt, Channel Channel, bool Answered, bool? Solved, int? Attitude, Words? Note) : CaseEvent;

    /// <param name="Reason">Why it is not solved; without one it stays closed.</param>
    public sealed record Rated(bool Solved, int? Attitude, Words? Reason) : CaseEvent;

    public sealed record ReportedAgain(Words? Reason) : CaseEvent;

    /// <param name="DueAt">T5 once more, half as long; null when the class has no fixed limit.</param>
    /// <param name="Reopening">1 = same owner, 2 = one level up, 3 = the lead office.</param>
    public sealed record Reassigned(PostId? Post, DepartmentId? Department, DateTimeOffset? DueAt, int Reopening)
        : CaseEvent;

    public sealed record ClosedByFinding(Words Finding) : CaseEvent;

    public sealed record Withdrawn(Words? Reason) : CaseEvent;

    public sealed record Unfollowed : CaseEvent;

    /// <summary>What is null stays as it is.</summary>
    public sealed record Corrected(string? Class, Severity? Severity, CaseSpot? Place, Words Reason) : CaseEvent;

    public sealed record LeaderNoticeSent(Words Situation) : CaseEvent;

    public sealed record Archived : CaseEvent;

    public sealed record ReopenedByOrder(Words WrittenOrder) : CaseEvent;
}
