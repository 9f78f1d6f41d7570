namespace Twin.City.Cases;

/// <summary>What a fact says of why it happened and of whom: codes only, what people wrote is in the vault.</summary>
public static class CaseWhy
{
    /// <summary>A code of the command, or the clock whose due time it was.</summary>
    public static string? ReasonOf(CaseEvent happened) => happened switch
    {
        CaseEvent.NotAccepted e => e.Reason,
        CaseEvent.Returned e => e.Reason,
        CaseEvent.Escalated e => e.Reason,
        CaseEvent.CheckFailed e => e.Reason,
        CaseEvent.Voided e => e.Reason,
        CaseEvent.Supervised e => e.Reason,
        CaseEvent.Pended e => e.Cause,
        CaseEvent.ReferredOut e => e.Body,
        CaseEvent.DeadlineMoved e => e.Cause,
        CaseEvent.DeadlinePassed e => e.Clock.Name,
        CaseEvent.WhistleRaised e => e.Whistle.ToString(),
        CaseEvent.OneThingOpened e => e.Template,
        CaseEvent.Contacted e => e.Channel.ToString(),
        _ => null,
    };

    /// <summary>The seat or department that the fact names.</summary>
    public static CaseUnit UnitOf(CaseEvent happened) => happened switch
    {
        CaseEvent.Dispatched e => new(e.Post, e.Department),
        CaseEvent.Accepted e => new(e.Post, e.Department),
        CaseEvent.Returned e => new(e.Post, e.Department),
        CaseEvent.OwnerRuled e => new(e.Post, e.Department),
        CaseEvent.Escalated e => new(null, e.Department),
        CaseEvent.Reassigned e => new(e.Post, e.Department),
        CaseEvent.Offered e => new(e.Post, null),
        CaseEvent.WhistleRaised e => new(null, e.Department),
        CaseEvent.Handled e => new(e.Post, e.Department),
        CaseEvent.CheckOpened e => new(e.Post, null),
        CaseEvent.CheckPassed e => new(e.Post, null),
        _ => new(null, null),
    };
}
