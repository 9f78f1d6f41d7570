using Twin.Geo;

namespace Twin.City.Duplicates;

/// <summary>A report as the search for duplicates looks at it.</summary>
/// <param name="At">Null when no position is known, or only a default one.</param>
/// <param name="Family">Classes of one family may be the same matter; null = not known yet.</param>
/// <param name="Text">Never kept longer than the index keeps the sighting, and never part of a fact.</param>
public sealed record Sighting(
    CaseId Case, DateTimeOffset ReportedAt, LngLat? At, BuildingId? Building, KeySiteId? Site, string? Class,
    string? Family, TextBigrams Text)
{
    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the address of both is known, and is one.</summary>
    internal bool? HasAddressOf(Sighting other) =>
        Building is { } own && other.Building is { } its ? own == its
        : Site is { } site && other.Site is { } there ? site == there
        : null;
}

/// <summary>An earlier report that may be the original of a later one.</summary>
/// <param name="Confidence">0 to 1, how likely it is the same matter.</param>
/// <param name="Bands">What speaks for and against it.</param>
public sealed record DuplicateMatch(
    Sighting Original, double Confidence, System.Collections.Immutable.ImmutableArray<DuplicateBand> Bands)
{
    public CaseId Case => Original.Case;

    /// <summary>What was looked at, in words.</summary>
    public string Zh => string.Join("，", Bands.Select(band => DuplicateWeights.RowOf(band).Zh).Where(IsSaid));

    public string En => string.Join(", ", Bands.Select(band => DuplicateWeights.RowOf(band).En).Where(IsSaid));

    private static bool IsSaid(string words) => words.Length > 0;
}
