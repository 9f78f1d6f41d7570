using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Twin.City;
using Twin.City.Metrics;
using Twin.City.Reviews;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Meetings;

/// <summary>Which review is asked for: an area, a period that is over, a place in the log.</summary>
internal sealed record ReviewQuestion(HomeId Area, ReviewPeriod Period, long Position)
{
    public ReviewKey Key => new(Area, Period.Kind, Period.First);
}

/// <summary>A review and the cases that it was counted from.</summary>
internal sealed record ReviewAnswer(ReviewQuestion Asked, CaseStory[] Told, Review Review);

/// <summary>Counts reviews; what has been counted once stays, since the same question has the same answer.</summary>
internal sealed class ReviewDesk(PastStories past, CaseList list, ReferenceCity city, IEventLog log, TimeProvider time)
{
    /// <summary>Reviews that are kept with their cases; when there are more, all are forgotten.</summary>
    private const int KeptMost = 16;

    private readonly ConcurrentDictionary<(ReviewKey, long), ReviewAnswer> _kept = new();

    /// <summary>The period of a day; without one, the last that is over.</summary>
    /// <exception cref="ProblemException">It is not over yet.</exception>
    public ReviewPeriod PeriodOf(ReviewKind kind, DateOnly? day)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, city.TimeZone).DateTime);
        var period = day is { } named
            ? ReviewPeriod.Of(kind, named, city.TimeZone)
            : ReviewPeriod.Of(kind, today, city.TimeZone).Before;
        return period.Until <= now
            ? period
            : throw new ProblemException(Problem.Field("date", Word(period.First), new Say(
                "a day of a period that is over", "已经结束的时段中的日期")));
    }

    public static string Word(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="position">Null = as far as the list has come.</param>
    /// <exception cref="ProblemException">Too much has happened since, or the log has no such position.</exception>
    public async Task<ReviewAnswer> Of(HomeId area, ReviewPeriod period, long? position, CancellationToken cancel)
    {
        var (at, head) = (position ?? list.Position, log.Head.Position);
        if (at > head)
        {
            throw new ProblemException(Problem.Field("position", at.ToString(CultureInfo.InvariantCulture), new Say(
                $"a log position up to {head}", $"不大于 {head} 的位置")));
        }

        await Reached.Must(list, at, cancel);
        var asked = new ReviewQuestion(area, period, at);
        if (_kept.TryGetValue((asked.Key, at), out var kept))
        {
            return kept;
        }

        var told = await past.Of(area, period.Until, at, cancel)
            ?? throw new ProblemException(Problem.Field("date", Word(period.First), new Say(
                $"a period since which at most {AreaMetrics.ToldAnewMost} cases of the area have gone on",
                $"此后有变化的案件不超过 {AreaMetrics.ToldAnewMost} 件的时段")));
        if (_kept.Count >= KeptMost)
        {
            _kept.Clear();
        }

        return _kept[(asked.Key, at)] = new ReviewAnswer(asked, told, Review.Of(told, period));
    }

    /// <exception cref="ProblemException">The review has no such figure.</exception>
    public static ImmutableArray<CaseStory> Behind(ReviewAnswer answer, string figure) =>
        ReviewRows.Of(answer.Told, answer.Asked.Period, figure)
        ?? throw new ProblemException(Problem.Field("figure", figure, new Say(
            "a code that the review shows, such as reported or class:E0406", "研判中所列的代码，如 reported、class:E0406")));
}
