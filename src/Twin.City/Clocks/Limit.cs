using System.Xml;

namespace Twin.City.Clocks;

/// <summary>In which time a limit runs.</summary>
public enum LimitCalendar
{
    /// <summary>E: every hour, round the clock.</summary>
    RoundTheClock,

    /// <summary>W: Monday to Friday, 09:00 to 17:00 in the city's zone.</summary>
    WorkingHours,

    /// <summary>D: whole working days; it ends at the same local time.</summary>
    WorkingDays,
}

/// <summary>A length of time in a calendar, such as <c>PT4H/W</c>.</summary>
public readonly record struct Limit(TimeSpan Length, LimitCalendar Calendar)
{
    /// <summary>Reads <c>PT30M/E</c>; without a calendar it runs round the clock.</summary>
    public static Limit Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var calendar = slash < 0 ? "E" : text[(slash + 1)..];
        try
        {
            return new Limit(XmlConvert.ToTimeSpan(slash < 0 ? text : text[..slash]), CalendarOf(calendar)).Checked();
        }
        catch (FormatException fault)
        {
            throw new FormatException($"Found limit '{text}'; expected a duration and E, W or D, as PT4H/W.", fault);
        }
    }

    /// <summary>Reads a limit that may be <c>open</c>: then there is none.</summary>
    public static Limit? ParseOpen(string text) => text == "open" ? null : Parse(text);

    /// <summary>Half as long; of working days, which are counted whole, the greater half.</summary>
    public Limit Half() => Calendar == LimitCalendar.WorkingDays
        ? this with { Length = TimeSpan.FromDays(Math.Ceiling(Length.TotalDays / 2)) }
        : this with { Length = Length / 2 };

    public Limit Twice() => this with { Length = Length * 2 };

    /// <summary>As the tables write it, such as <c>PT4H/W</c>.</summary>
    public override string ToString() => $"{XmlConvert.ToString(Length)}/{Letter}";

    private char Letter => Calendar switch
    {
        LimitCalendar.RoundTheClock => 'E',
        LimitCalendar.WorkingHours => 'W',
        _ => 'D',
    };

    private static LimitCalendar CalendarOf(string letter) => letter switch
    {
        "E" => LimitCalendar.RoundTheClock,
        "W" => LimitCalendar.WorkingHours,
        "D" => LimitCalendar.WorkingDays,
        _ => throw new FormatException($"Unknown calendar '{letter}'."),
    };

    private Limit Checked() => Calendar == LimitCalendar.WorkingDays && Length.Ticks % TimeSpan.TicksPerDay != 0
        ? throw new FormatException("Working days are counted whole.")
        : this;
}
