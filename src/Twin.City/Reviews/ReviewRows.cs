using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Cases;
using Twin.City.Metrics;

namespace Twin.City.Reviews;

/// <summary>The cases behind one figure of a review, named by its code.</summary>
/// <remarks>reported, onTime …; class:E0406; home:g-1; time:7; stage:Handling; repeats:{case}.</remarks>
public static class ReviewRows
{
    private const string Stage = "stage";
    private const string Repeats = "repeats";

    /// <summary>In the order of their reports; null where no figure has the code.</summary>
    public static ImmutableArray<CaseStory>? Of(IEnumerable<CaseStory> told, ReviewPeriod period, string code)
    {
        if (WhichOf(told, period, code) is not { } which) return null;
        return
        [
            .. told.Where(story => story.Tag is null && which(story)).OrderBy(story => story.ReportedAt)
                .ThenBy(story => story.Id.Value, StringComparer.Ordinal),
        ];
    }

    private static Func<CaseStory, bool>? WhichOf(IEnumerable<CaseStory> told, ReviewPeriod period, string code)
    {
        if (ReviewMeasure.All.Concat(ReviewMeasure.Supervised).FirstOrDefault(one => one.Code == code) is { } measure)
        {
            return story => measure.Counts(story, period);
        }

        if (ReviewShare.All.FirstOrDefault(one => one.Code == code) is { } share)
        {
            return story => share.IsOf(story, period);
        }

        return code.Split(':', 2) is [var kind, var key] ? OfUnit(told, period, kind, key) : null;
    }

    private static Func<CaseStory, bool>? OfUnit(
        IEnumerable<CaseStory> told, ReviewPeriod period, string kind, string key) => kind switch
        {
            ReviewUnit.Class => story => period.Has(story.ReportedAt) && story.Class == key,
            ReviewUnit.Home => story => period.Has(story.ReportedAt) && story.Home.Value == key,
            ReviewUnit.Time when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && period.Buckets is var buckets && at < buckets.Length =>
                story => buckets[at].Has(story.ReportedAt),
            Stage when Enum.TryParse<CaseStage>(key, out var stage) && stage.ToString() == key =>
                story => story.Stage == stage && stage.IsOpen(),
            Repeats => Around(told, period, key),
            _ => null,
        };

    private static Func<CaseStory, bool>? Around(IEnumerable<CaseStory> told, ReviewPeriod period, string key)
    {
        var place = Review.RepeatsOf(told.Where(story => story.Tag is null), period)
            .FirstOrDefault(one => one.Cases.Any(story => story.Id.Value == key));
        if (place is null) return null;
        var near = place.Cases.Select(story => story.Id).ToHashSet();
        return story => near.Contains(story.Id);
    }
}
