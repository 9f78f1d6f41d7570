namespace Twin.Contracts;

/// <summary>Metrics of an area, or of a department there; all as of one moment.</summary>
/// <param name="Window">live, today, 7d, 30d or quarter.</param>
/// <param name="From">What happened later than this is in the window.</param>
/// <param name="Until">End of the window; ask for rows with it as <c>at</c>.</param>
/// <param name="Drills">Cases of drills, which no metric counts.</param>
/// <param name="Position">True up to here.</param>
public sealed record MetricsView(
    string Area, string? Department, string Level, string Window, DateTimeOffset From, DateTimeOffset Until,
    long Drills, MetricView[] Metrics, long Position);

/// <summary>One metric of metrics.csv.</summary>
/// <param name="Kind">What the value is: Share, Count, Days, Minutes, PerThousand, Points or Ratio.</param>
/// <param name="Value">Null where nothing was there to be counted, or where there is too little of it.</param>
/// <param name="N">Rows that explain it.</param>
/// <param name="Few">Fewer than ten cases of a grid: a rate of them is not shown.</param>
/// <param name="NotYet">Why it cannot be counted.</param>
/// <param name="Parts">Further figures by name, such as p50 or a share.</param>
/// <param name="Mark">Where target and formula come from.</param>
public sealed record MetricView(
    string Code, string Zh, string En, string Kind, double? Value, double? Numerator, double? Denominator, long N,
    string Unit, string Target, string Mark, string Formula, MetricPartView[] Parts, bool? Few = null,
    string? NotYet = null);

public sealed record MetricPartView(string Name, double Value);

/// <summary>The cases behind a metric, in the order of their ids.</summary>
/// <param name="Hidden">Rows of this page that the asker may not see.</param>
public sealed record MetricRowsView(
    string Area, string? Department, string Window, DateTimeOffset From, DateTimeOffset Until, MetricView Metric,
    MetricRowView[] Rows, int Hidden, int Page, int PageSize, long Total, long Position);

/// <summary>A case in a metric.</summary>
/// <param name="Counts">It is in the numerator.</param>
/// <param name="Amount">What it adds where the metric is no share, such as minutes.</param>
/// <param name="Zh">Why it counts, or why not.</param>
public sealed record MetricRowView(
    bool Counts, double? Amount, string? Group, string Zh, string En, CaseRow Case);
