using System.Collections.Immutable;
using Twin.City.SourceFixes;
using Twin.City.Topics;

namespace Twin.City.Metrics;

/// <summary>What metrics count beside cases, of the area that is asked about.</summary>
/// <param name="Ballots">Topics whose ballot was counted.</param>
public sealed record CivicPast(
    ImmutableArray<SourceFixRow> Fixes, ImmutableArray<TopicState> Ballots, ImmutableArray<VolunteerHours> Hours)
{
    public static CivicPast None { get; } = new([], [], []);
}

/// <summary>Hours that somebody with a card helped.</summary>
public readonly record struct VolunteerHours(HomeId Home, DateTimeOffset At, int Hours);
