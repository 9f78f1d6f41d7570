using System.Globalization;

namespace Twin.City.Ratings;

/// <summary>A quarter of a year of the city's calendar, such as 2026Q2.</summary>
public readonly record struct Quarter(int Year, int Number)
{
    private const int Months = 3;
    private const int FirstYear = 1990;
    private const int LastYear = 9000;

    public static Quarter Of(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new Quarter(local.Year, ((local.Month - 1) / Months) + 1);
    }

    /// <summary>Null when the text is no quarter.</summary>
    public static Quarter? Parse(string text) =>
        text is { Length: 6 } && text[4] == 'Q' && text[5] is >= '1' and <= '4'
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= FirstYear and <= LastYear
            ? new Quarter(year, text[5] - '0')
            : null;

    public DateTimeOffset Begin(TimeZoneInfo zone)
    {
        var local = new DateTime(Year, ((Number - 1) * Months) + 1, 1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public DateTimeOffset End(TimeZoneInfo zone) =>
        (Number == 4 ? new Quarter(Year + 1, 1) : this with { Number = Number + 1 }).Begin(zone);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}Q{Number}");
}
