using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.City.Obligations;

/// <summary>What one department owes a case, and how it stands to it; never what another one does.</summary>
/// <param name="By">How high it was raised.</param>
public sealed record ObligationState(
    ObligationId Id, ObligationKind Kind, DepartmentId Department, CaseLevel By, ObligationStage Stage,
    DateTimeOffset Since)
{
    /// <summary>The part of one thing that it is; null for a whistle.</summary>
    public CasePart? Part { get; init; }

    /// <summary>1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed; it falls only when it ends.</summary>
    public int Supervision { get; init; }

    public int NoShows { get; init; }

    public int Redirects { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Somebody noted progress or a result: no reminder is due.</summary>
    public bool HasProgress { get; init; }

    public Words? Result { get; init; }

    public ObligationRating? Rating { get; init; }

    /// <summary>Its own journal: what changed it, and why.</summary>
    public ImmutableArray<ObligationStep> Steps { get; init; } = [];

    public bool IsPart => Part is not null;

    /// <summary>The department still has something to do.</summary>
    public bool IsOwed => Stage is not (ObligationStage.Done or ObligationStage.GridRated or ObligationStage.Closed
        or ObligationStage.Rejected or ObligationStage.Cancelled);

    /// <summary>Nothing follows any more, not even a rating.</summary>
    public bool IsEnded =>
        Stage is ObligationStage.Closed or ObligationStage.Rejected or ObligationStage.Cancelled;

    /// <summary>Called, and it has not shown up: whatever was awaited may still be done.</summary>
    public bool IsMissed => Stage == ObligationStage.NoShow;
}

/// <summary>How the grid rated the department.</summary>
/// <param name="Attitude">1 to 5.</param>
public sealed record ObligationRating(bool ArrivedOnTime, bool Solved, int? Attitude);

/// <summary>One line of an obligation's journal.</summary>
/// <param name="Version">Of the case's fact.</param>
/// <param name="Kind">The stage it came to, or Noted, Result, Passed, Supervised.</param>
/// <param name="Why">The clock that passed, the level, or the department that it went to.</param>
public sealed record ObligationStep(long Version, DateTimeOffset At, string Kind, string? Why = null);
