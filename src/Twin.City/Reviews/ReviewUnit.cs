using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Metrics;

namespace Twin.City.Reviews;

/// <summary>Reports of one class, home or hour beside what was usual there.</summary>
public sealed record ReviewUnit(string Kind, string Code, double Value, Baseline Band)
{
    public const string Class = "class";
    public const string Home = "home";

    /// <summary>An hour of a day, a day of a week or month; its code is its number.</summary>
    public const string Time = "time";

    public double Z => Band.Z(Value);

    internal static ImmutableArray<(string Kind, Func<CaseStory, string?> KeyOf)> Kinds { get; } =
        [(Class, story => story.Class), (Home, story => story.Home.Value)];

    internal static string KeyOf(int bucket) => bucket.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One column of the plot: what came and what was closed, beside what was usual.</summary>
/// <param name="Before">Reports in the same column of the period before; null where nothing is known of it.</param>
/// <param name="Band">Reports in the same hour of the week or weekday of the weeks before; null of too few.</param>
public sealed record ReviewPoint(DateTimeOffset From, long Reported, long Closed, long? Before, Baseline? Band)
{
    internal static ImmutableArray<ReviewPoint> Of(CaseStory[] stories, ReviewPeriod period)
    {
        var (reported, closed) = (new QuarterCounts(), new QuarterCounts());
        foreach (var story in stories)
        {
            reported.Add(story.ReportedAt);
            if (story.ClosedAt is { } at) closed.Add(at);
        }

        var before = period.Before.Buckets;
        return
        [
            .. period.Buckets.Select((bucket, at) => new ReviewPoint(
                bucket.From, reported.In(bucket), closed.In(bucket),
                at < before.Length && reported.Covers(before[at]) ? reported.In(before[at]) : null,
                Baseline.Of([.. period.Alikes(at).Where(reported.Covers).Select(one => (double)reported.In(one))]))),
        ];
    }

    /// <summary>Moments counted by the quarter of an hour: in some zones an hour begins within one of ours.</summary>
    private sealed class QuarterCounts
    {
        private static readonly long Step = TimeSpan.FromMinutes(15).Ticks;

        private readonly Dictionary<long, int> _counts = [];
        private long _first = long.MaxValue;

        public void Add(DateTimeOffset moment)
        {
            var key = moment.UtcTicks / Step;
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            _first = Math.Min(_first, moment.UtcTicks);
        }

        public bool Covers(ReviewBucket bucket) => bucket.From.UtcTicks >= _first;

        public long In(ReviewBucket bucket)
        {
            long sum = 0;
            for (var key = bucket.From.UtcTicks / Step; key < bucket.Until.UtcTicks / Step; key++)
            {
                sum += _counts.GetValueOrDefault(key);
            }

            return sum;
        }
    }
}
