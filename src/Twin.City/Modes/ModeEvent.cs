using Twin.City.Cases;

namespace Twin.City.Modes;

/// <summary>A fact of the command of one area: modes, plans that are open, notices. Stored for ever.</summary>
/// <remarks>
/// Kind words: <c>mode/SteppedUp</c> and so on, each record's own name. One command is one fact, so that all of it
/// happens or nothing. In a drill the tag stands in the fact and in its envelope.
/// </remarks>
public abstract record ModeEvent
{
    private ModeEvent(string hazard, string? drill) => (Hazard, Drill) = (hazard, drill);

    public string Hazard { get; init; }

    /// <summary>Tag of the drill; null when it is none.</summary>
    public string? Drill { get; init; }

    /// <param name="Until">Planned end.</param>
    public sealed record SteppedUp(
        string Hazard, string? Drill, Mode To, DateTimeOffset Until, ModeReason Reason, Office By)
        : ModeEvent(Hazard, Drill);

    /// <summary>The first office wants it; nothing changes before a second one agrees.</summary>
    public sealed record StepDownProposed(
        string Hazard, string? Drill, Mode To, DateTimeOffset Until, ModeReason Reason, Office By)
        : ModeEvent(Hazard, Drill);

    public sealed record StepDownDeclined(string Hazard, string? Drill, Office By) : ModeEvent(Hazard, Drill);

    /// <param name="First">The office that proposed it.</param>
    /// <param name="By">The office that agreed.</param>
    public sealed record SteppedDown(
        string Hazard, string? Drill, Mode To, DateTimeOffset Until, ModeReason Reason, Office First, Office By)
        : ModeEvent(Hazard, Drill);

    /// <summary>Somebody looked: it goes on until then.</summary>
    public sealed record Reviewed(string Hazard, string? Drill, DateTimeOffset Until, Office By)
        : ModeEvent(Hazard, Drill);

    /// <summary>Nobody looked in time: the area above has to.</summary>
    /// <param name="DueAt">When the review was due.</param>
    /// <param name="RaisedTo">The area whose office has to look now.</param>
    /// <param name="Missed">How many reviews in a row.</param>
    public sealed record ReviewMissed(
        string Hazard, string? Drill, DateTimeOffset DueAt, HomeId RaisedTo, int Missed) : ModeEvent(Hazard, Drill);

    /// <summary>The planned end has come and the mode still holds.</summary>
    public sealed record EndPassed(string Hazard, string? Drill, DateTimeOffset DueAt, HomeId RaisedTo)
        : ModeEvent(Hazard, Drill);

    /// <summary>A plan was opened, as it was written then; the mode is at least the plan's from now on.</summary>
    /// <param name="Version">Of the plan.</param>
    /// <param name="Tasks">The cases that its tasks become, in the plan's order.</param>
    public sealed record PlanOpened(
        string Hazard, string? Drill, string Incident, Plan Plan, int Version, DateTimeOffset Until,
        FactList<IncidentTask> Tasks, Office By) : ModeEvent(Hazard, Drill);

    /// <param name="Refusal">Code of what stood in the way; null when the department has the case.</param>
    public sealed record TaskGiven(string Hazard, string? Drill, string Incident, string Task, string? Refusal)
        : ModeEvent(Hazard, Drill);

    /// <param name="Line">Place in the plan's resources, from 0.</param>
    /// <param name="Refusal">Code of what stood in the way; null when all are reserved.</param>
    public sealed record ResourceKept(string Hazard, string? Drill, string Incident, int Line, string? Refusal)
        : ModeEvent(Hazard, Drill);

    public sealed record PlanClosed(string Hazard, string? Drill, string Incident, ModeReason Reason, Office By)
        : ModeEvent(Hazard, Drill);

    /// <summary>What was kept or used of that line is free again.</summary>
    public sealed record ResourceFreed(string Hazard, string? Drill, string Incident, int Line)
        : ModeEvent(Hazard, Drill);

    /// <summary>The one authoritative text of an area about a hazard; it takes the place of the one before.</summary>
    /// <param name="Until">Then it is no longer shown.</param>
    public sealed record NoticePublished(
        string Hazard, string? Drill, int Version, string Zh, string En, DateTimeOffset Until, Office By)
        : ModeEvent(Hazard, Drill);

    public sealed record NoticeWithdrawn(string Hazard, string? Drill, int Version, Office By)
        : ModeEvent(Hazard, Drill);
}

/// <summary>The case that a task of an open plan becomes.</summary>
/// <param name="Words">What is to be done; it lies in the vault of that case.</param>
public sealed record IncidentTask(string Task, CaseId Case, string ReceiptHash, Words? Words);
