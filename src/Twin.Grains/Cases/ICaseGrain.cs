using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Rights;

namespace Twin.Grains.Cases;

/// <summary>One open case, alive. Key: the CaseId.</summary>
public interface ICaseGrain : IGrainWithStringKey
{
    /// <summary>Decides, appends, applies, tells. Answers after the facts are durable.</summary>
    Task<CaseAnswer> Do(CaseOrder order, CancellationToken cancel = default);

    /// <summary>What may be seen of the case; null when there is none.</summary>
    Task<CaseSight?> See(CancellationToken cancel = default);

    /// <summary>The case as a desk has it, with what this actor may do now; null when there is none.</summary>
    Task<CaseDesk?> Desk(Actor by, CancellationToken cancel = default);

    /// <summary>Whether an actor may give a command, and by which rule; null when there is no case.</summary>
    Task<RightVerdict?> Explain(Actor by, string command, CancellationToken cancel = default);

    /// <summary>Whether an actor may act on an obligation of the case; false when there is no case.</summary>
    Task<bool> May(Actor by, CaseCommand.Oblige wish, CancellationToken cancel = default);

    /// <summary>The map may have given its place to another home: the case looks and follows, once.</summary>
    /// <returns>Its home now; null when there is no case.</returns>
    Task<HomeId?> Rehome(CancellationToken cancel = default);

    /// <summary>A clock is due: the case looks and decides, once however often it is told.</summary>
    Task<ClockAnswer> ClockDue(ClockId clock, DateTimeOffset dueAt);
}

/// <summary>What a case says to a clock that is due.</summary>
/// <param name="Version">Version of the case when it answered.</param>
public sealed record ClockAnswer(ClockOutcome Outcome, long Version);

/// <summary>What became of a due clock.</summary>
public enum ClockOutcome
{
    /// <summary>It fired now; its facts are durable.</summary>
    Fired,

    /// <summary>It does not run until that moment: stopped, moved or fired before.</summary>
    NotRunning,

    /// <summary>The moment has not come on the clock of the case's silo.</summary>
    TooEarly,

    /// <summary>The table refuses what the clock stands for.</summary>
    Refused,
}
