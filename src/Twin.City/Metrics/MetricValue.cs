using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.City.Devices;

namespace Twin.City.Metrics;

/// <summary>What a metric is asked about.</summary>
/// <param name="Stories">The cases of an area, a department or the city.</param>
/// <param name="From">Begin of the window; what happened at this moment is not in it.</param>
/// <param name="Until">End of the window, and the moment as of which is counted.</param>
/// <param name="Households">Of the area; 0 where the source gives none.</param>
/// <param name="Department">Null = of all who work there.</param>
public sealed record MetricAsk(
    IReadOnlyCollection<CaseStory> Stories, DateTimeOffset From, DateTimeOffset Until, WorkCalendar Calendar,
    int Households = 0, DepartmentId? Department = null)
{
    /// <summary>Who is on duty there; null where that is not known for the moment.</summary>
    public DutyCover? Duty { get; init; }

    /// <summary>The cases that the department owns, or all.</summary>
    internal IReadOnlyCollection<CaseStory> Own { get; init; } = Department is { } unit
        ? [.. Stories.Where(story => story.Owner.Department == unit)]
        : Stories;

    /// <summary>The devices there with their latest readings, heard up to the end of the window.</summary>
    public IReadOnlyCollection<SensedDevice> Devices { get; init; } = [];

    /// <summary>What else than cases is counted there.</summary>
    public CivicPast Civic { get; init; } = CivicPast.None;

    /// <summary>Another begin, and only what can count from there on.</summary>
    public MetricAsk Since(DateTimeOffset from, out int drills) =>
        new(MetricSheet.Among(Stories, from, out drills), from, Until, Calendar, Households, Department)
        {
            Duty = Duty,
            Devices = Devices,
            Civic = Civic,
        };

    public bool Has(DateTimeOffset? moment) => moment > From && moment <= Until;

    /// <summary>The same window, so much earlier.</summary>
    public MetricAsk Earlier(TimeSpan by) => this with { From = From - by, Until = Until - by };

    /// <summary>Steps of a kind in the window, of the own cases.</summary>
    internal IEnumerable<(CaseStory Story, StoryStep Step)> Steps(StoryMark mark)
    {
        foreach (var story in Own)
        {
            foreach (var step in story.Steps)
            {
                if (step.Mark == mark && Has(step.At)) yield return (story, step);
            }
        }
    }
}

/// <summary>A metric's value with all that it was counted from.</summary>
/// <param name="NotYet">Why it cannot be computed: facts that do not exist. Then nothing else counts.</param>
/// <param name="Value">Null where nothing was there to be counted; never zero instead.</param>
/// <param name="N">Rows looked at.</param>
/// <param name="Lines">The cases behind it, in no order.</param>
/// <param name="Parts">Further figures by name, such as p50 or a share.</param>
public sealed record MetricValue(
    string Id, string? NotYet, double? Value, long N, double Numerator, double Denominator,
    ImmutableArray<MetricLine> Lines, ImmutableSortedDictionary<string, double> Parts)
{
    /// <summary>The cases behind it, in the order of their ids.</summary>
    public ImmutableArray<MetricLine> Rows =>
        [.. Lines.OrderBy(line => line.Case.Value, StringComparer.Ordinal)];
}

/// <summary>One case in a metric.</summary>
/// <param name="Counts">It is in the numerator.</param>
/// <param name="Amount">What it adds where the metric is no share of cases, such as minutes.</param>
public readonly record struct MetricLine(CaseId Case, bool Counts, double? Amount = null, string? Group = null);
