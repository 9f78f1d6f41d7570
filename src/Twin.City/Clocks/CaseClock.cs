using System.Text.Json.Serialization;

namespace Twin.City.Clocks;

/// <summary>A clock that a fact starts; when it is due is part of the fact.</summary>
/// <param name="Clock">Name, such as <c>T5</c> or <c>Step.cordon</c>.</param>
/// <param name="Within">The limit it was started with; it stays, also when the tables change.</param>
public sealed record ClockStart(string Clock, Limit? Within, DateTimeOffset DueAt);

/// <summary>A clock of a case that runs, or that passed and was not stopped since.</summary>
/// <param name="Passed">It has fired; it never does so again.</param>
/// <param name="Answered">It rang, and somebody has heard it; older facts know no such field.</param>
public sealed record CaseClock(
    ClockId Id, DateTimeOffset StartedAt, DateTimeOffset DueAt, Limit? Within, bool Passed = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Answered = false);
