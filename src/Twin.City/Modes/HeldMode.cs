using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Modes;

/// <summary>A mode that an area is in because of a hazard.</summary>
/// <param name="Until">Planned end.</param>
/// <param name="ReviewDueAt">By when somebody has to say that it goes on.</param>
/// <param name="Missed">Reviews in a row that nobody answered.</param>
/// <param name="RaisedTo">The area whose office has to look; null = its own.</param>
/// <param name="EndPassed">The planned end has come and was told.</param>
/// <param name="Proposed">A step down that waits for a second office.</param>
public sealed record HeldMode(
    ModeKey Key, Mode Mode, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? ReviewDueAt = null,
    int Missed = 0, HomeId? RaisedTo = null, bool EndPassed = false, StepDown? Proposed = null)
{
    public DateTimeOffset? NextDue => EndPassed || ReviewDueAt < Until ? ReviewDueAt : Until;

    /// <summary>A proposal nobody agrees to lapses when the next review would be due.</summary>
    public StepDown? Open(DateTimeOffset now) =>
        Proposed is { } step && now < (ReviewAfter(Mode, step.At) ?? DateTimeOffset.MaxValue) ? step : null;

    public static DateTimeOffset? ReviewAfter(Mode mode, DateTimeOffset at) =>
        CityTables.Of(mode).ReviewEvery is { Calendar: LimitCalendar.RoundTheClock } every
            ? at.ToUniversalTime() + every.Length
            : null;
}

/// <summary>A step down as the first office wants it.</summary>
public sealed record StepDown(Mode To, DateTimeOffset Until, ModeReason Reason, Office By, DateTimeOffset At);

/// <summary>A plan that was opened in an area, and how far its tasks and resources are.</summary>
/// <param name="Given">By task: empty when the department has its case, else the code of what stood in the way.</param>
/// <param name="Kept">By line of the plan's resources: empty when reserved, else a code.</param>
/// <param name="Freed">Lines that were given back.</param>
public sealed record Incident(
    string Id, ModeKey Key, Plan Plan, int Version, ImmutableArray<IncidentTask> Tasks, DateTimeOffset OpenedAt,
    DateTimeOffset Until, Office By, DateTimeOffset? ClosedAt, ImmutableDictionary<string, string> Given,
    ImmutableDictionary<int, string> Kept, ImmutableHashSet<int> Freed)
{
    public bool IsOpen => ClosedAt is null;

    /// <summary>Tasks, resources or releases are still to be done.</summary>
    public bool Pursues => IsOpen
        ? Given.Count < Tasks.Length || Kept.Count < Plan.Resources.Items.Length
        : Freed.Count < Kept.Count(line => line.Value.Length == 0);

    public IncidentTask TaskOf(string task) => Tasks.First(one => one.Task == task);
}

/// <summary>A notice to the residents of an area about a hazard.</summary>
/// <param name="EndedAt">When another took its place, or it was withdrawn.</param>
public sealed record Notice(
    ModeKey Key, int Version, string Zh, string En, DateTimeOffset From, DateTimeOffset Until, Office By,
    DateTimeOffset? EndedAt)
{
    public bool IsCurrent(DateTimeOffset now) => EndedAt is null && now < Until;
}
