using System.Collections.Immutable;
using Twin.City.Metrics;
using Twin.City.SourceFixes;

namespace Twin.City.Reviews;

/// <summary>What a meeting about a day, a week or a month looks at; what is unusual comes first.</summary>
/// <remarks>
/// A pure function of the cases as they were told when the period ended. Figures are compared with periods alike, units
/// (classes, grids, hours) too; among many units some are far out by chance, so they have to be further out.
/// </remarks>
public sealed record Review(
    ReviewPeriod Period, int Cases, int Drills, int Alike, ImmutableArray<ReviewFigure> Figures,
    ImmutableArray<ReviewUnit> Unusual, int Tested, ImmutableArray<ReviewPoint> Points,
    ImmutableArray<StageWait> Stages, ImmutableArray<CaseStory> Overdue, ImmutableArray<RepeatPlace> Repeats)
{
    /// <summary>A unit is unusual from here on: one in 370 of a bell curve (DEF).</summary>
    public const double UnitSpreads = 3;

    /// <summary>As for source fixes.</summary>
    private const int RepeatsLeast = SourceFixDecisions.RepeatsLeast;

    private const int RowsMost = 10;

    /// <param name="told">Cases of the area up to the end of the period; drills among them do not count.</param>
    public static Review Of(IReadOnlyCollection<CaseStory> told, ReviewPeriod period)
    {
        CaseStory[] stories = [.. told.Where(story => story.Tag is null)];
        var alike = Told(stories, period.Alike);
        ImmutableArray<ReviewFigure> figures =
        [
            .. ReviewMeasure.All.Select(measure => Figure(stories, period, alike, measure)),
            .. ReviewMeasure.Supervised.Select(measure => Figure(stories, period, measure)),
            .. ReviewShare.All.Select(share => share.Of(stories, period, alike)),
        ];
        var points = ReviewPoint.Of(stories, period);
        var units = Units(stories, period, alike, points);
        return new Review(
            period, stories.Length, told.Count - stories.Length, alike.Length, figures, Unusuals(units), units.Count,
            points, StageWait.Of(stories, period.Until), Worst(stories, period),
            [.. RepeatsOf(stories, period).Take(RowsMost)]);
    }

    /// <summary>Where a matter came again in the month up to the end, the most first.</summary>
    internal static ImmutableArray<RepeatPlace> RepeatsOf(IEnumerable<CaseStory> stories, ReviewPeriod period) =>
        SamePlace.Of(stories).RepeatPlaces(RepeatsLeast, period.Until);

    /// <summary>Of periods that began before the first case nothing is known: they are not zero.</summary>
    private static ImmutableArray<ReviewPeriod> Told(CaseStory[] stories, ImmutableArray<ReviewPeriod> periods)
    {
        if (stories.Length == 0) return [];
        var first = stories.Min(story => story.ReportedAt);
        return periods.RemoveAll(period => period.From < first);
    }

    private static ReviewFigure Figure(
        CaseStory[] stories, ReviewPeriod period, ImmutableArray<ReviewPeriod> alike, ReviewMeasure measure) =>
        Figure(stories, period, measure) with
        {
            Before = Told(stories, [period.Before]) is [var before] ? CountOf(stories, before, measure) : null,
            Band = Baseline.Of(
                [.. alike.Select(one => Scaled(measure, CountOf(stories, one, measure), period, one))]),
        };

    private static ReviewFigure Figure(CaseStory[] stories, ReviewPeriod period, ReviewMeasure measure)
    {
        var count = CountOf(stories, period, measure);
        return new ReviewFigure(measure.Code, count, count, Before: null, Band: null, measure.MoreIsWorse);
    }

    private static int CountOf(CaseStory[] stories, ReviewPeriod period, ReviewMeasure measure)
    {
        var count = 0;
        foreach (var story in stories)
        {
            if (measure.Counts(story, period)) count++;
        }

        return count;
    }

    /// <summary>Months are not equally long: what flows is taken by the day.</summary>
    private static double Scaled(ReviewMeasure measure, int count, ReviewPeriod period, ReviewPeriod other) =>
        measure.IsState ? count : count * (double)period.Days / other.Days;

    /// <summary>Reports by class, by home and by hour or day.</summary>
    private static List<ReviewUnit> Units(
        CaseStory[] stories, ReviewPeriod period, ImmutableArray<ReviewPeriod> alike,
        ImmutableArray<ReviewPoint> points)
    {
        var units = new List<ReviewUnit>();
        foreach (var (kind, keyOf) in ReviewUnit.Kinds)
        {
            var now = Counted(stories, period, keyOf);
            var then = alike.Select(one => (one.Days, Counts: Counted(stories, one, keyOf))).ToArray();
            foreach (var key in now.Keys.Concat(then.SelectMany(one => one.Counts.Keys)).Distinct())
            {
                var band = Baseline.Of([.. then.Select(one =>
                    one.Counts.GetValueOrDefault(key) * (double)period.Days / one.Days)]);
                if (band is not null) units.Add(new ReviewUnit(kind, key, now.GetValueOrDefault(key), band));
            }
        }

        units.AddRange(points.Select((point, at) => point.Band is { } band
            ? new ReviewUnit(ReviewUnit.Time, ReviewUnit.KeyOf(at), point.Reported, band)
            : null).OfType<ReviewUnit>());
        return units;
    }

    private static Dictionary<string, int> Counted(
        CaseStory[] stories, ReviewPeriod period, Func<CaseStory, string?> keyOf) => stories
        .Where(story => period.Has(story.ReportedAt)).Select(keyOf).OfType<string>()
        .GroupBy(key => key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static ImmutableArray<ReviewUnit> Unusuals(List<ReviewUnit> units) =>
    [
        .. units.Where(unit => Math.Abs(unit.Z) >= UnitSpreads).OrderByDescending(unit => Math.Abs(unit.Z))
            .ThenBy(unit => unit.Kind, StringComparer.Ordinal).ThenBy(unit => unit.Code, StringComparer.Ordinal),
    ];

    private static ImmutableArray<CaseStory> Worst(CaseStory[] stories, ReviewPeriod period)
    {
        var overdue = ReviewMeasure.All.Single(measure => measure.Code == "overdue");
        return
        [
            .. stories.Where(story => overdue.Counts(story, period)).OrderBy(story => story.DueAt)
                .ThenBy(story => story.Id.Value, StringComparer.Ordinal).Take(RowsMost),
        ];
    }
}

/// <summary>One figure with what was usual.</summary>
/// <param name="N">Cases behind it.</param>
/// <param name="Before">The same of the period before; null where nothing is known of it.</param>
/// <param name="Band">What was usual in periods alike; null of too few.</param>
public sealed record ReviewFigure(
    string Code, double? Value, long N, double? Before, Baseline? Band, bool? MoreIsWorse)
{
    public bool IsUnusual => Value is { } value && Band is { } band && !band.Holds(value);
}
