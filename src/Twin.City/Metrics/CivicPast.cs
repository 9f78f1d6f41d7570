using System.Collections.Immutable;
using Twin.City.SourceFixes;

namespace Twin.City.Metrics;

/// <summary>What metrics count beside cases, of the area that is asked about.</summary>
public sealed record CivicPast(ImmutableArray<SourceFixRow> Fixes)
{
    public static CivicPast None { get; } = new([]);
}
