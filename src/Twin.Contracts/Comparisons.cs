namespace Twin.Contracts;

/// <summary>Areas side by side in the limits that they missed; in the order of ids, which is no rank.</summary>
/// <param name="Window">live, today, 7d, 30d or quarter.</param>
public sealed record ComparisonView(
    string Id, string Window, DateTimeOffset From, DateTimeOffset Until, ComparedView[] Areas, long Position);

/// <summary>One area; intervals hold 95 times in 100 and are null of fewer than ten cases.</summary>
/// <param name="N">Cases whose limit lay in the window.</param>
/// <param name="Late">Those of them that were not handled by then.</param>
/// <param name="Low">Wilson interval of <paramref name="Share"/>.</param>
/// <param name="Expected">Late ones that its mix of classes lets expect.</param>
/// <param name="Ratio">Late over expected; 1 is as its mix lets expect.</param>
/// <param name="RatioLow">Byar's interval of <paramref name="Ratio"/>.</param>
/// <param name="Differs">The interval does not hold 1; null where nothing can be said.</param>
public sealed record ComparedView(
    string Area, string? Name, int N, int Late, double? Share, double? Low, double? High, double Expected,
    double? Ratio, double? RatioLow, double? RatioHigh, bool? Differs);
