using Twin.City.Cases;

namespace Twin.City.Disputes;

/// <summary>What a mediator has noted of a dispute; null in the state of every other case.</summary>
public sealed record DisputeState
{
    /// <summary>An agreement counts as kept when nobody has said otherwise for so long (M18).</summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromDays(30);

    /// <summary>So long after its end the words of a dispute are destroyed; class and month stay.</summary>
    public static readonly TimeSpan WordsFor = TimeSpan.FromDays(365);

    public DisputeRoute? Route { get; init; }

    public string? Reference { get; init; }

    public Words? Agreement { get; init; }

    public DateTimeOffset? AgreedAt { get; init; }

    public DateTimeOffset? BrokenAt { get; init; }

    /// <summary>Null while it is not known yet, or where nobody agreed.</summary>
    public bool? IsKept(DateTimeOffset now) => AgreedAt is not { } agreed ? null
        : BrokenAt is not null ? false
        : now >= agreed + KeptAfter ? true : null;

    public static DisputeState? After(DisputeState? before, CaseEvent happened, DateTimeOffset at) => happened switch
    {
        CaseEvent.DisputeRouted e => (before ?? new()) with { Route = e.Route, Reference = e.Reference },
        CaseEvent.AgreementMade e => (before ?? new()) with { Agreement = e.Text, AgreedAt = at, BrokenAt = null },
        CaseEvent.AgreementBroken => (before ?? new()) with { BrokenAt = at },
        _ => before,
    };

    /// <summary>Its words are over: a year has passed since the case ended.</summary>
    public static bool IsOver(DateTimeOffset? endedAt, DateTimeOffset now) => now >= endedAt + WordsFor;
}
