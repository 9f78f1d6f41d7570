using System.Collections.Immutable;

namespace Twin.City.Duplicates;

/// <summary>Ranks earlier reports by how likely they are the original of a later one.</summary>
public static class DuplicateSearch
{
    /// <summary>A proposal names so many at most.</summary>
    public const int MatchesMost = 5;

    /// <summary>A merge needs both reports within this time (DEF, domain: 24 hours).</summary>
    public static readonly TimeSpan MergeWithin = TimeSpan.FromHours(24);

    /// <summary>The likeliest first; of equals the latest.</summary>
    /// <param name="known">Reports near the place; the report itself and later ones do not count.</param>
    /// <param name="asOf">The moment of the review: what ended later counts as open.</param>
    /// <param name="least">What is less likely is left out.</param>
    public static ImmutableArray<DuplicateMatch> Among(
        IEnumerable<Sighting> known, Sighting seen, DateTimeOffset asOf, double least,
        DuplicateWeights? weights = null)
    {
        var near = known.Where(one => IsEarlier(one, seen) && DuplicateBands.PlaceOf(seen, one) is not null).ToList();
        var here = near.Count(one => DuplicateBands.PlaceOf(seen, one) != DuplicateBand.OtherAddress);
        return Ranked(
            near.Select(one => Match(seen, one, asOf, here, weights ?? DuplicateWeights.Shipped)), least);
    }

    /// <summary>The same matches in the light of the texts of both.</summary>
    /// <param name="textOf">Text of an earlier report; none where it is not known.</param>
    public static ImmutableArray<DuplicateMatch> Read(
        IEnumerable<DuplicateMatch> matches, TextBigrams text, Func<CaseId, TextBigrams> textOf, double least) =>
        Ranked(matches.Select(match => match.With(text, textOf(match.Case))), least);

    private static ImmutableArray<DuplicateMatch> Ranked(IEnumerable<DuplicateMatch> matches, double least) =>
    [
        .. matches.Where(match => !match.Bands.IsEmpty && match.Confidence >= least)
            .OrderByDescending(match => match.Confidence).ThenByDescending(match => match.Original.ReportedAt)
            .ThenBy(match => match.Case.Value, StringComparer.Ordinal).Take(MatchesMost),
    ];

    private static DuplicateMatch Match(
        Sighting seen, Sighting earlier, DateTimeOffset asOf, int here, DuplicateWeights weights)
    {
        var bands = DuplicateBands.Of(seen, earlier, asOf, here);
        return new DuplicateMatch(earlier, weights.ConfidenceOf(bands), bands);
    }

    private static bool IsEarlier(Sighting one, Sighting seen) => one.Case != seen.Case
        && (one.ReportedAt < seen.ReportedAt || (one.ReportedAt == seen.ReportedAt
            && string.CompareOrdinal(one.Case.Value, seen.Case.Value) < 0));
}
