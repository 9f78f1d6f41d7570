using System.Globalization;

namespace Twin.City.Cases;

/// <summary>Hands out case numbers <c>{area6}{yyyyMMdd}{seq6}</c> in the city's zone, block by block.</summary>
/// <remarks>
/// A block is reserved by a durable fact before its first number is used, so not every number needs a fact. Who wakes
/// from the log treats all reserved numbers as used: gaps are allowed, doubles are not. A clock that goes back to
/// yesterday goes on with today's numbers.
/// </remarks>
public sealed record CaseNumbers(string Area6, TimeZoneInfo Zone)
{
    public DateOnly Day { get; init; }

    /// <summary>Highest number of the day that was handed out.</summary>
    public long Used { get; init; }

    /// <summary>Highest number of the day that may be handed out.</summary>
    public long Reserved { get; init; }

    /// <summary>The fact that must be durable before the next <see cref="Take"/>; null = numbers are left.</summary>
    public NumberEvent.NumbersReserved? Reserve(DateTimeOffset now, int block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        var day = DayOf(now);
        if (day == Day && Used < Reserved) return null;
        return new NumberEvent.NumbersReserved(day, (day == Day ? Reserved : 0) + block);
    }

    /// <summary>A block of our own is durable: its numbers may be handed out.</summary>
    public CaseNumbers After(NumberEvent.NumbersReserved happened) => happened.Day == Day
        ? this with { Reserved = Math.Max(Reserved, happened.UpTo) }
        : this with { Day = happened.Day, Used = 0, Reserved = happened.UpTo };

    /// <summary>After the log was read: whatever was reserved before may be in use.</summary>
    public CaseNumbers Awake() => this with { Used = Reserved };

    /// <summary>The next number and the numberer after it.</summary>
    public (string CaseNo, CaseNumbers Next) Take(DateTimeOffset now)
    {
        var day = DayOf(now);
        if (day != Day || Used >= Reserved)
        {
            throw new InvalidOperationException(
                $"No number of {day:yyyy-MM-dd} is reserved (reserved {Reserved} of {Day:yyyy-MM-dd}); "
                + "store the fact of Reserve first.");
        }
        var caseNo = string.Create(CultureInfo.InvariantCulture, $"{Area6}{Day:yyyyMMdd}{Used + 1:D6}");
        return (caseNo, this with { Used = Used + 1 });
    }

    private DateOnly DayOf(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        return day < Day ? Day : day;
    }
}
