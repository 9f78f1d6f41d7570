using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Disputes;
using Twin.City.Obligations;
using Twin.Geo;

namespace Twin.City.Metrics;

/// <summary>What metrics need of one case: how it stands, and a line for each step that is counted.</summary>
/// <remarks>A fold of the case's facts, each once and in order; it never changes: read it without a lock.</remarks>
public sealed partial record CaseStory(CaseId Id)
{
    public CaseStage Stage { get; private init; }

    /// <summary>The stage in which it ended, also when it was archived since.</summary>
    public CaseStage EndedAs { get; private init; }

    public CaseSource Source { get; private init; }

    public string? Class { get; private init; }

    public Severity Severity { get; private init; }

    public LngLat? At { get; private init; }

    /// <summary>The grid or area that it counts in.</summary>
    public HomeId Home { get; private init; }

    public bool DefaultPlace { get; private init; }

    /// <summary>Of a drill; null for what is real.</summary>
    public string? Tag { get; internal init; }

    public bool OnSpot { get; private init; }

    public LimitBy LimitBy { get; private init; }

    public CaseOwner Owner { get; private init; }

    public DateTimeOffset ReportedAt { get; private init; }

    /// <summary>The limit of the handling, with what was granted.</summary>
    public DateTimeOffset? DueAt { get; private init; }

    /// <summary>The same without what was granted since the work began the last time.</summary>
    public DateTimeOffset? StrictDueAt { get; private init; }

    public DateTimeOffset? HandledAt { get; private init; }

    /// <summary>How high the last handling had to climb; who took it back without one is counted at the grid.</summary>
    public CaseLevel HandledLevel { get; private init; } = CaseLevel.Grid;

    public DateTimeOffset? EndedAt { get; private init; }

    public DateTimeOffset PausedAt { get; private init; }

    public int ExtensionsGranted { get; private init; }

    /// <summary>0 none, 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</summary>
    public int Supervision { get; private init; }

    /// <summary>Clocks of an open case.</summary>
    public ImmutableArray<CaseClock> Clocks { get; private init; } = [];

    public ImmutableArray<ObligationState> Obligations { get; private init; } = [];

    /// <summary>What a mediator has noted; null where it is no dispute.</summary>
    public DisputeState? Dispute { get; private init; }

    public ImmutableArray<StoryStep> Steps { get; private init; } = [];

    /// <summary>Moment of the last fact.</summary>
    public DateTimeOffset LastAt { get; private init; }

    /// <summary>Log position of the last fact.</summary>
    public long Position { get; private init; }

    public static CaseStory Absent(CaseId id) => new(id);

    /// <summary>An older record that a source brought.</summary>
    public bool IsHistory => LimitBy == LimitBy.Source;

    /// <summary>Real, found, and no second report of another: a matter that counts once.</summary>
    public bool IsOneMatter => Tag is null
        && EndedAs is not (CaseStage.Voided or CaseStage.Merged or CaseStage.NotAccepted);

    /// <summary>Handled within its limit; not when it has none, or is not handled yet.</summary>
    public bool IsOnTime => HandledAt <= DueAt;

    /// <summary>Its limit says something of its handling: it is not waiting, and has not ended without.</summary>
    public bool IsJudged => Stage != CaseStage.Pending && (Stage.IsOpen() || HandledAt is not null)
        && EndedAs is not (CaseStage.Voided or CaseStage.Merged);

    /// <summary>The case is over and was closed, whether archived since or not.</summary>
    internal DateTimeOffset? ClosedAt => EndedAs == CaseStage.Closed ? EndedAt : null;

    /// <summary>Moment of the first step of a kind, about one thing or any; null when there is none.</summary>
    internal DateTimeOffset? First(StoryMark mark, string? of = null)
    {
        foreach (var step in Steps)
        {
            if (step.Mark == mark && (of is null || step.Of == of)) return step.At;
        }

        return null;
    }
}
