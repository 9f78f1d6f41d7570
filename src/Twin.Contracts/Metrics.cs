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

/// <summary>All figures that are wanted of an area at its level, and its vital signs; all as of one position.</summary>
/// <param name="Window">The window that was asked for; a figure that has no such window names its own.</param>
/// <param name="Until">End of all windows; ask for rows with it as <c>at</c>.</param>
/// <param name="Drills">Cases of drills, which no figure counts.</param>
/// <param name="Position">True up to here.</param>
/// <param name="Readings">Signs of devices are out of so many readings.</param>
public sealed record FiguresView(
    string Area, string? Department, string Level, string Window, DateTimeOffset Until, long Drills,
    FigureView[] Figures, SignView[] Signs, long Position, long Readings);

/// <summary>One figure of figures.csv.</summary>
/// <param name="Source">Log: counted here; Board: of the live board; Screen: its own; None: not connected.</param>
/// <param name="Value">Null where nothing was there to be counted, or where there is too little of it.</param>
/// <param name="N">Rows that the metric is counted from.</param>
/// <param name="Few">Fewer than ten cases of a grid: a rate of them is not shown.</param>
/// <param name="NotYet">Why this area has none.</param>
/// <param name="LacksZh">What is not connected.</param>
public sealed record FigureView(
    string Figure, string Metric, string Group, string Kind, string Source, string Zh, string En, string Window,
    DateTimeOffset From, double? Value, long N, string Unit, string Target, string Mark, bool? Few = null,
    string? NotYet = null, string? LacksZh = null, string? LacksEn = null);

/// <summary>One vital sign of vital-signs.csv.</summary>
/// <param name="Tone">Normal, Yellow, Orange or Red; null where there is no value, and where it is stale.</param>
/// <param name="StaleSeconds">Older than this it is shown grey.</param>
/// <param name="Yellow">Where yellow begins, as the table says it.</param>
/// <param name="From">What tells it.</param>
/// <param name="At">When its newest reading was measured; null = it is of the moment of the sheet.</param>
/// <param name="LacksZh">What is not there while it has no value.</param>
public sealed record SignView(
    string Sign, string Zh, string En, string ShortZh, string ShortEn, string Unit, string Kind, string Source,
    double? Value, string? Tone, int StaleSeconds, double Yellow, double Orange, double Red, bool Critical,
    string From, DateTimeOffset? At = null, string? LacksZh = null, string? LacksEn = null);

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
