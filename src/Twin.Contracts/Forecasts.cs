namespace Twin.Contracts;

/// <summary>Reports that the next hours will bring to an area, with bands that hold four times in five.</summary>
/// <param name="State">Ready; TooShort: under 14 days of reports; Silent: nothing came, too long for chance.</param>
/// <param name="HistoryDays">Days of reports that it is made of, at most 56.</param>
/// <param name="From">Begin of the first hour that is forecast.</param>
/// <param name="Ahead">Of the whole area, for the next 1, 6 and 24 hours; empty unless Ready.</param>
/// <param name="Hours">Each of the next 24 hours; empty unless Ready.</param>
/// <param name="Grids">Of each grid with reports, in the order of ids; empty unless Ready.</param>
/// <param name="Week">Mean reports of the 168 hours of a week, from Monday midnight of the city's clock.</param>
/// <param name="HitRate">How often counts of the last 7 days lay in their band; 0.8 is right. Null = too short.</param>
/// <param name="HitHours">Hours of grids that it was counted from.</param>
public sealed record ForecastView(
    string Id, string State, double HistoryDays, DateTimeOffset From, ForecastBandView[] Ahead,
    ForecastHourView[] Hours, ForecastGridView[] Grids, double[] Week, double? HitRate, long HitHours, long Position);

/// <summary>What is expected of the next hours.</summary>
public sealed record ForecastBandView(int Hours, double Mean, int Low, int High);

/// <summary>What is expected of one hour.</summary>
public sealed record ForecastHourView(DateTimeOffset Hour, double Mean, int Low, int High);

/// <summary>What is expected of one grid.</summary>
public sealed record ForecastGridView(string Home, string? HomeName, ForecastBandView[] Ahead);
