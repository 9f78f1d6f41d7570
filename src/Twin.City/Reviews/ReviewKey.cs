using System.Globalization;

namespace Twin.City.Reviews;

/// <summary>Names a review; an outcome keeps it as the number of its source's own record.</summary>
public sealed record ReviewKey(HomeId Area, ReviewKind Kind, DateOnly First)
{
    private const string Word = "review";
    private const string DayShape = "yyyy-MM-dd";

    /// <summary>review/Day/2026-11-21/20261201T000000Z/a-1: the area last, since it may hold any sign.</summary>
    public string With(DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Word}/{Kind}/{First.ToString(DayShape, CultureInfo.InvariantCulture)}/{until.UtcTicks}/{Area.Value}");

    /// <summary>Null for the number of any other record.</summary>
    public static (ReviewKey Review, DateTimeOffset Until)? Parse(string text) =>
        text.Split('/', 5) is [Word, var kind, var first, var until, var area]
        && Enum.TryParse<ReviewKind>(kind, out var known)
        && DateOnly.TryParseExact(first, DayShape, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? (new ReviewKey(new HomeId(area), known, day), new DateTimeOffset(ticks, TimeSpan.Zero))
            : null;
}
