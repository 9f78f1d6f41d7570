using Twin.Contracts;

namespace Twin.Simulation.Replaying;

/// <summary>A record of a real city as its life here: a report, and the commands that close it.</summary>
/// <param name="Key">Identity of the report at its sender.</param>
/// <param name="Closing">The closing commands of its case; null while the record is open.</param>
public sealed record RecordedCase(
    string Key, ReportRequest Report, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt,
    Func<string, IReadOnlyList<CommandLine>>? Closing);
