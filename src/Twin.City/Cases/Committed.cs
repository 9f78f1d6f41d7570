using System.Collections.Immutable;

namespace Twin.City.Cases;

/// <summary>A fact as the streams carry it, with what a consumer needs to keep its cursor.</summary>
public sealed record Committed(
    CaseId Case, long Version, long Position, ImmutableArray<FeedMark> Feeds, DateTimeOffset At, string? Tag,
    CaseEvent Happened);

/// <summary>A consecutive number in one feed.</summary>
public readonly record struct FeedMark(string Feed, long Number);
