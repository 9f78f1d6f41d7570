namespace Twin.City.Cases;

/// <summary>What a fact says about when a case is due (T5), when it was handled and how grave it is.</summary>
/// <remarks>The case, its boards and its lists use the same folds, so that they cannot differ.</remarks>
public static class CaseDue
{
    /// <param name="before">Stage before the fact.</param>
    public static DateTimeOffset? After(
        DateTimeOffset? dueAt, LimitBy limitBy, CaseStage before, CaseEvent happened) => happened switch
        {
            CaseEvent.DeadlineMoved { Clock.IsHandling: true } e => e.DueAt,
            // The limit of a source stands, whatever the city does with its record.
            _ when limitBy == LimitBy.Source => dueAt,
            CaseEvent.Accepted e when before == CaseStage.AwaitAccept => e.DueAt,
            CaseEvent.CheckFailed e => e.DueAt,
            CaseEvent.Reassigned e => e.DueAt,
            CaseEvent.ExtensionGranted e => e.DueAt,
            CaseEvent.Resumed { DueAt: { } resumed } => resumed,
            CaseEvent.Handled { DueAt: { } goneOn } => goneOn,
            CaseEvent.Recalled => null,
            _ => dueAt,
        };

    /// <summary>Null again when the work begins anew.</summary>
    public static DateTimeOffset? HandledAfter(DateTimeOffset? handledAt, CaseEvent happened, DateTimeOffset at) =>
        happened switch
        {
            CaseEvent.Handled => happened.OccurredOr(at),
            CaseEvent.HandledOnSpot or CaseEvent.PartHandled { IsLast: true } or CaseEvent.PartDropped { IsLast: true }
                => at,
            CaseEvent.CheckFailed => null,
            _ when Reopens(happened) => null,
            _ => handledAt,
        };

    public static Severity SeverityAfter(Severity severity, CaseEvent happened) => happened switch
    {
        CaseEvent.Reported e => e.SeverityProposed,
        CaseEvent.HandledOnSpot => Severity.S4,
        CaseEvent.Filed e => e.Severity,
        CaseEvent.Corrected { Severity: { } corrected } => corrected,
        CaseEvent.DuplicateAdded { Severity: { } raised } => raised,
        _ => severity,
    };

    /// <summary>The fact leads to Reopened: it begins anew.</summary>
    public static bool Reopens(CaseEvent happened) => happened is CaseEvent.FollowedUp or CaseEvent.Rated
        or CaseEvent.ReportedAgain or CaseEvent.ReopenedByOrder
        && CaseStage.Closed.After(happened) == CaseStage.Reopened;
}
