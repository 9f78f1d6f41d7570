namespace Twin.Contracts;

/// <summary>A duty seat, never a person.</summary>
public sealed record PostView(string Id, string Name, string Home, string Kind, bool OnDuty, TaskView[] Tasks);

/// <param name="Task">Handle, Check or SpotCheck.</param>
/// <param name="Seen">A phone of the seat has shown it.</param>
public sealed record TaskView(
    string CaseId, string Offer, string Post, string Task, string Stage, string? Class, string? ClassZh,
    string? ClassEn, string Severity, double? Lng, double? Lat, string? Building, DateTimeOffset OfferedAt,
    bool Accepted, bool Arrived, DateTimeOffset? DueAt, bool Drill, bool Over, bool Seen = false);

/// <summary>The seat as it is now; each one is whole, a missed one harms nothing.</summary>
public sealed record PostFrameView(long Version, PostView Post);
