namespace Twin.City.Cases;

/// <summary>Which tasks a fact ends: the case and the seats that work on it use the same rule.</summary>
public static class CaseTasks
{
    private static readonly TaskKind[] Nothing = [];
    private static readonly TaskKind[] Handling = [TaskKind.Handle];
    private static readonly TaskKind[] Checks = [TaskKind.Check];
    private static readonly TaskKind[] SpotChecks = [TaskKind.SpotCheck];
    private static readonly TaskKind[] All = [TaskKind.Handle, TaskKind.Check, TaskKind.SpotCheck];

    /// <summary>Kinds of task of which none is under way after a fact.</summary>
    public static ReadOnlySpan<TaskKind> EndedBy(CaseEvent happened) => happened switch
    {
        CaseEvent.Handled or CaseEvent.Returned or CaseEvent.Recalled or CaseEvent.PartHandled { IsLast: true }
            or CaseEvent.PartDropped { IsLast: true } => Handling,
        CaseEvent.CheckFailed => Checks,
        CaseEvent.SpotConfirmed or CaseEvent.Filed => SpotChecks,
        CaseEvent.CheckPassed or CaseEvent.CheckLapsed or CaseEvent.Closed or CaseEvent.Voided or CaseEvent.Withdrawn
            or CaseEvent.ClosedByFinding or CaseEvent.Merged or CaseEvent.NotAccepted or CaseEvent.NothingFound
            or CaseEvent.ReferredOut => All,
        _ => Nothing,
    };
}
