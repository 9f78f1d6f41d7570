using System.Globalization;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Json;
using Twin.City.Metrics;
using Twin.City.Posts;
using Twin.Contracts;
using Twin.EventLog;

namespace Twin.Cli.Verify;

/// <summary>Metrics of areas from the log alone, beside what the server answers at the same position.</summary>
/// <remarks>Areas from streets upward: each sums all that lies in it. How cases are told is the city's own fold.
/// </remarks>
internal sealed class FoldedMetrics(HomeTree tree)
{
    /// <summary>Windows that are compared: what is now, and a month.</summary>
    public static readonly string[] Windows = ["live", "30d"];

    private const string PostFamily = "post/";

    private static readonly string[] Levels = ["City", "District", "Street"];

    private readonly Dictionary<string, (CaseStory Story, string Home)> _stories = new(StringComparer.Ordinal);

    private readonly TakenSeats _seats = new();

    private CivicFold _civic = CivicFold.Empty;

    public static bool IsCompared(AreaView area) => area.Until is null && Levels.Contains(area.Level);

    /// <param name="home">Of the case after the fact.</param>
    public void Apply(string stream, Committed fact, string home) => _stories[stream] = (
        (_stories.TryGetValue(stream, out var known) ? known.Story : CaseStory.Absent(fact.Case)).After(fact), home);

    /// <summary>A fact of no case that metrics count.</summary>
    public void Apply(Fact fact)
    {
        if (fact.Kind.StartsWith(PostFamily, StringComparison.Ordinal))
        {
            _seats.Apply(
                new PostId(fact.Stream[PostFamily.Length..]),
                CityJson.DecodePost(fact.Kind, fact.Schema, fact.Payload));
        }

        _civic = _civic.After(fact.Stream, fact.Version, fact.At, new EncodedFact(fact.Kind, fact.Payload));
    }

    /// <summary>All cases of an area as they are told so far, and who is on duty there.</summary>
    public MetricAsk AllOf(AreaView area, DateTimeOffset until, CalendarView calendar) => new(
        [.. _stories.Values.Where(one => tree.IsIn(one.Home, area.Id)).Select(one => one.Story)], until, until,
        CalendarOf(calendar), area.Households)
    {
        Duty = DutyCover.Of(
            [.. tree.GridsIn(area.Id).Select(grid => new HomeId(grid))],
            _seats.Posts.Select(post => tree.HomeOfPost(post.Value)).OfType<string>()
                .Select(home => new HomeId(home))),
        Civic = _civic.Of(home => tree.IsIn(home.Value, area.Id)),
    };

    /// <summary>Each figure that differs in a sentence.</summary>
    public IEnumerable<string> Differing(MetricsView live, AreaView area, CalendarView calendar)
    {
        var all = AllOf(area, live.Until, calendar);
        var ask = all.Since(live.From, out var drills);
        if (drills != live.Drills)
        {
            yield return $"{area.Id}/drills: live {live.Drills}, by the fold {drills}, at position {live.Position}.";
        }

        foreach (var one in live.Metrics)
        {
            var folded = MetricSheet.Figure(one.Code, live.Level, ask);
            var isShown = !folded.IsFew && folded.Value.NotYet is null;
            var (found, expected) = (Text(one.Value, one.Numerator, one.Denominator, one.N), isShown
                ? Text(folded.Value.Value, folded.Value.Numerator, folded.Value.Denominator, folded.Value.N)
                : Text(null, null, null, folded.Value.N));
            if (found != expected)
            {
                yield return $"{area.Id}/{one.Code} {live.Window}: live {found}, by the fold {expected}, "
                    + $"at position {live.Position}.";
            }
        }
    }

    private static string Text(double? value, double? numerator, double? denominator, long rows) => string.Create(
        CultureInfo.InvariantCulture, $"{value:R} ({numerator:R} of {denominator:R}, {rows} rows)");

    private static WorkCalendar CalendarOf(CalendarView view) =>
        WorkCalendar.Plain(TimeZoneInfo.FindSystemTimeZoneById(view.Zone)).With(view.Days.Select(day =>
            new CalendarDay(DateOnly.Parse(day.Day, CultureInfo.InvariantCulture), day.Works, day.Note ?? "")));
}
