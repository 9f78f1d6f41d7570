using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Twin.City.Metrics;

/// <summary>Metrics as pure functions of the log; each explains itself row by row.</summary>
public static partial class CityMetrics
{
    private static readonly FrozenDictionary<string, Func<string, MetricAsk, MetricValue>> Known =
        new Dictionary<string, Func<string, MetricAsk, MetricValue>>(StringComparer.Ordinal)
        {
            ["M01a"] = HandledOnTime,
            ["M01b"] = ClosedOnTime,
            ["M02"] = Closed,
            ["M03"] = OpenByAge,
            ["M04"] = Backlog,
            ["M05"] = FirstLevel,
            ["M06"] = Satisfied,
            ["M06b"] = Solved,
            ["M07"] = Complaints,
            ["M08"] = Reopened,
            ["M09"] = Reviewed,
            ["M10"] = Answered,
            ["M11"] = DispatchTime,
            ["M12"] = Offers,
            ["M13"] = Handling,
            ["M14"] = Returned,
            ["M15"] = Reworked,
            ["M16"] = Extended,
            ["M17"] = Ladder,
            ["M18"] = Mediated,
            ["M19"] = Whistles,
            ["M20"] = DepartmentScore,
            ["M21"] = OneThings,
            ["M22"] = (id, _) => Counting.NotYet(id, "No fact says how many minutes of a shift are left."),
            ["M23"] = Covered,
            ["M28"] = Participation,
            ["M32"] = Care,
            ["M35"] = Signals,
            ["M37"] = SourceFixes,
            ["M40"] = ForecastHits,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Ids in the order of metrics.csv.</summary>
    public static ImmutableArray<string> Ids { get; } =
        [.. MetricTable.Rows.Select(row => row.Id).Where(Known.ContainsKey)];

    /// <summary>The value of a metric; what nobody measures yet says why.</summary>
    public static MetricValue Of(string id, MetricAsk ask) => Known.TryGetValue(id, out var count) ? count(id, ask)
        : MetricTable.Of.ContainsKey(id) ? Counting.NotYet(id, "It comes with a later step of the city.")
        : throw new ArgumentException($"Found metric '{id}'; expected one of metrics.csv.", nameof(id));
}
