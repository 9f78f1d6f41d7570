using System.Collections.Immutable;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Tables;
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
    /// <summary>An open case of a home; a default place is none.</summary>
    public static Sighting Of(CaseTrace trace) => new(
        trace.Case, trace.ReportedAt, trace.DefaultPlace ? null : trace.At, trace.Building, trace.Site, trace.Class,
        FamilyOf(trace.Class), TextBigrams.None);

    public static Sighting Of(CaseSight sight) => new(
        sight.Case, sight.ReportedAt, sight.DefaultPlace ? null : sight.At, sight.Building, sight.Site, sight.Class,
        FamilyOf(sight.Class), TextBigrams.None);

    /// <summary>Null when no class is known.</summary>
    public static string? FamilyOf(string? code) => code is null ? null : CaseClass.FamilyOf(code);

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
    Sighting Original, double Confidence, ImmutableArray<DuplicateBand> Bands)
{
    public CaseId Case => Original.Case;

    /// <summary>What was looked at, in words.</summary>
    public string Zh => string.Join("，", Bands.Select(band => DuplicateWeights.RowOf(band).Zh).Where(IsSaid));

    public string En => string.Join(", ", Bands.Select(band => DuplicateWeights.RowOf(band).En).Where(IsSaid));

    /// <summary>Speaks for one matter in the words of both: the rule may act by itself.</summary>
    public bool IsAlikeInWords => Bands.Contains(DuplicateBand.TextAlike);

    internal DuplicateMatch With(TextBigrams one, TextBigrams other)
    {
        var bands = ImmutableArray.CreateRange(
            Bands, band => band is >= DuplicateBand.TextAlike and <= DuplicateBand.TextUnknown
                ? DuplicateBands.TextOf(one, other)
                : band);
        return this with { Bands = bands, Confidence = DuplicateWeights.Shipped.ConfidenceOf(bands) };
    }

    private static bool IsSaid(string words) => words.Length > 0;
}
