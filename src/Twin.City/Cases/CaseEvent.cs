using Twin.City.Boards;
using Twin.City.Clocks;
using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>A fact about one case. Stored for ever: add fields, never rename or reuse one.</summary>
/// <remarks>
/// Kind words are the fact names of commands.csv: <c>case/Reported</c> … <c>case/Voided</c>; and <c>case/Rehomed</c>,
/// which no command of the table gives but a change of the map.
/// </remarks>
public abstract partial record CaseEvent
{
    private CaseEvent() { }

    /// <summary>Clocks that start with the fact; null when none does.</summary>
    public FactList<ClockStart>? Clocks { get; init; }

    /// <summary>What a home that does not remember the case needs to know of it, as it was before the fact.</summary>
    /// <remarks>Set when an ended case is open again, and when an open one comes to another place.</remarks>
    public CaseBrief? Brief { get; init; }

    /// <summary>When it was: a source's older record tells it, all else happened when it was stored.</summary>
    public DateTimeOffset OccurredOr(DateTimeOffset stored) => this switch
    {
        Reported e => e.OccurredAt,
        Handled e => e.OccurredAt,
        CheckPassed e => e.OccurredAt,
        _ => null,
    } ?? stored;

    /// <param name="Home">Grid of the place, or the lowest known area.</param>
    /// <param name="DefaultPlace">The source put its default position: no heat, no mark on the map.</param>
    /// <param name="OccurredAt">When the source took it, if it is an older record; else the moment of the fact.</param>
    /// <param name="LifeDanger">Intake found words of danger to life.</param>
    /// <param name="Tell">How the reporter wants to be told of progress; null = asks by the receipt.</param>
    /// <param name="Relay">Opaque id under which the reporter can be asked back; null = nobody can be.</param>
    public sealed record Reported(
        CaseSource Source, HomeId Home, LngLat? At, bool DefaultPlace, BuildingId? Building, KeySiteId? Site,
        Words? Words, string? ClassProposed, Severity SeverityProposed, string ReceiptHash, LimitBy LimitBy,
        DateTimeOffset? DueAt, DateTimeOffset? OccurredAt, string? SourceRef, bool LifeDanger = false,
        string? Relay = null, Channel? Tell = null) : CaseEvent;

    public sealed record ReviewOpened : CaseEvent;

    /// <param name="Moved">Set when the home changes: what the new home needs to know of the case.</param>
    /// <param name="Rules">Raising rules that set class or severity, by their keys in raising-rules.csv.</param>
    public sealed record Filed(
        string Class, Severity Severity, HomeId Home, string CaseNo, CaseMove? Moved = null, string? Rules = null)
        : CaseEvent;

    public sealed record DispatchOpened : CaseEvent;

    /// <param name="Offer">Id of the offer that rides with the order.</param>
    public sealed record Dispatched(
        PostId? Post, DepartmentId? Department, string Offer, DateTimeOffset? AcceptDueAt) : CaseEvent;

    /// <param name="Replaces">The open offer to the same post that it takes the place of.</param>
    public sealed record Offered(
        PostId Post, TaskKind Task, string Offer, DateTimeOffset? AnswerDueAt, string? Replaces = null) : CaseEvent;

    public sealed record OfferExpired(string Offer, PostId? Post) : CaseEvent;

    /// <param name="Offer">Null when a higher level takes over what was escalated to it.</param>
    /// <param name="DueAt">T5, when the class has a fixed limit; only where Handling begins.</param>
    /// <param name="Helps">A task beside the owner's: who owns the case does not change.</param>
    public sealed record Accepted(
        PostId? Post, DepartmentId? Department, string? Offer, DateTimeOffset? DueAt, bool Helps = false) : CaseEvent;

    public sealed record Arrived(PostId? Post) : CaseEvent;

    /// <param name="OccurredAt">When it was done, if the source brings an older record.</param>
    /// <param name="Level">How high it had to climb.</param>
    /// <param name="DueAt">T5 as it would go on, when the case was pending; else as it was.</param>
    public sealed record Handled(
        PostId? Post, DepartmentId? Department, Words? Result, DateTimeOffset? OccurredAt, CaseLevel? Level = null,
        DateTimeOffset? DueAt = null) : CaseEvent;

    public sealed record CheckOpened(PostId? Post, string? Offer) : CaseEvent;

    /// <param name="OccurredAt">When it was closed, if the source brings an older record.</param>
    /// <param name="FollowUp">A reporter can be asked; else it is closed.</param>
    public sealed record CheckPassed(
        PostId? Post, Words? Note, DateTimeOffset? OccurredAt = null, bool FollowUp = false) : CaseEvent;

    public sealed record Closed : CaseEvent;

    public sealed record HandledOnSpot(
        PostId Post, HomeId Home, LngLat? At, BuildingId? Building, KeySiteId? Site, string Class, string CaseNo,
        Words? Result, bool Sampled, string ReceiptHash, DateTimeOffset ObjectionUntil) : CaseEvent;

    public sealed record Voided(string Reason) : CaseEvent;

    /// <param name="Level">1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
    /// <param name="Reason">Where a clock is the reason, its name.</param>
    public sealed record Supervised(int Level, string Reason) : CaseEvent;

    /// <param name="Cause">Mode or Calendar.</param>
    public sealed record DeadlineMoved(ClockId Clock, DateTimeOffset DueAt, string Cause) : CaseEvent;

    /// <param name="DueAt">Lateness is judged by it, not by the moment of the fact.</param>
    public sealed record DeadlinePassed(ClockId Clock, DateTimeOffset DueAt) : CaseEvent;

    /// <summary>The map changed under an open case: another home, the same stage. No command of the table.</summary>
    /// <param name="Judged">How it was handled, if it was.</param>
    /// <param name="Since">Moment of the fact before this one: since when the stage holds.</param>
    /// <param name="Moved">What the new home needs to know of the case.</param>
    public sealed record Rehomed(
        HomeId From, HomeId Home, CaseStage Stage, string? Class, Severity Severity, Timeliness Judged,
        DateTimeOffset Since, CaseMove Moved) : CaseEvent;
}
