using Twin.City.Metrics;
using Twin.City.Reviews;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Meetings;

/// <summary>Reviews as the wire has them, for one who asks.</summary>
internal sealed class ReviewViews(CaseList list, Places places, Rights rights)
{
    public ReviewView Of(ReviewAnswer answer, Caller caller)
    {
        var (asked, review) = (answer.Asked, answer.Review);
        return new ReviewView(
            asked.Area.Value, KindOf(asked.Period), ReviewDesk.Word(asked.Period.First), asked.Period.From,
            asked.Period.Until, review.Cases, review.Drills, review.Alike, review.Tested,
            [.. review.Figures.Select(Of)], [.. review.Unusual.Select(unit => Of(unit, asked.Period))],
            [.. review.Points.Select(point => new ReviewPointView(
                In(asked.Period, point.From), point.Reported, point.Closed, point.Before, BandOf(point.Band)))],
            [.. review.Stages.Select(Of)], [.. review.Repeats.Select(Of)], Rows(review.Overdue, caller),
            asked.Position);
    }

    /// <summary>Those that the caller may see, in the order given.</summary>
    public ReviewRowView[] Rows(IReadOnlyCollection<CaseStory> stories, Caller caller) => list.Look(look =>
    {
        var rows = new List<ReviewRowView>(stories.Count);
        foreach (var story in stories)
        {
            if (look.Case(story.Id) is { } entry && Rights.ResourceOf(entry) is var what
                && rights.Reaches(caller, what))
            {
                rows.Add(new ReviewRowView(
                    story.Stage.ToString(), story.DueAt,
                    ViewOf.Row(entry, places, rights.SeesPlace(caller, what))));
            }
        }

        return rows.ToArray();
    });

    public static string KindOf(ReviewPeriod period) => period.Kind switch
    {
        ReviewKind.Day => "day",
        ReviewKind.Week => "week",
        _ => "month",
    };

    private static ReviewFigureView Of(ReviewFigure figure) => new(
        figure.Code, ReviewShare.All.Any(share => share.Code == figure.Code) ? "Share" : "Count", figure.Value,
        figure.N, figure.Before, BandOf(figure.Band), figure.MoreIsWorse, figure.IsUnusual);

    private ReviewUnitView Of(ReviewUnit unit, ReviewPeriod period)
    {
        var (zh, en) = unit.Kind switch
        {
            ReviewUnit.Class => CaseClasses.All.Find(unit.Code) is { } row ? (row.Zh, row.En) : (unit.Code, unit.Code),
            ReviewUnit.Home => places.NameOf(unit.Code) is { } name ? (name, name) : (unit.Code, unit.Code),
            _ => Moment(unit, period),
        };
        return new ReviewUnitView(
            $"{unit.Kind}:{unit.Code}", unit.Kind, zh, en, unit.Value, unit.Z, BandOf(unit.Band)!);
    }

    private static (string Zh, string En) Moment(ReviewUnit unit, ReviewPeriod period)
    {
        var bucket = period.Buckets[int.Parse(unit.Code, System.Globalization.CultureInfo.InvariantCulture)];
        var from = In(period, bucket.From).DateTime;
        var word = period.Kind == ReviewKind.Day ? $"{from:HH:mm}" : ReviewDesk.Word(DateOnly.FromDateTime(from));
        return (word, word);
    }

    private static DateTimeOffset In(ReviewPeriod period, DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, period.Zone);

    private static ReviewStageView Of(StageWait wait) => new(
        $"stage:{wait.Stage}", wait.Stage.ToString(), wait.Count, wait.MedianHours, wait.NinthTenthHours,
        wait.LongestHours);

    private ReviewRepeatsView Of(RepeatPlace place)
    {
        var (row, latest) = (CaseClasses.All.Find(place.Class)!, place.Cases[^1]);
        return new ReviewRepeatsView(
            $"repeats:{latest.Id.Value}", row.Code, row.Zh, row.En, latest.Home.Value,
            places.NameOf(latest.Home.Value), place.Cases.Length);
    }

    private static ReviewBandView? BandOf(Baseline? band) =>
        band is null ? null : new ReviewBandView(band.N, band.Mean, band.Low, band.High);
}
