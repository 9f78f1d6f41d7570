using Twin.Contracts;

namespace Twin.Scenarios;

/// <summary>A report and when it is due, counted from the start of the scenario.</summary>
public sealed record TimedReport(TimeSpan At, ReportRequest Report);
