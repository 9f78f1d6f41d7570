namespace Twin.City.Boards;

/// <summary>Whole minutes since 1970, UTC: the ticks at which heat decays and lateness is counted.</summary>
public static class CanonicalMinute
{
    /// <summary>The minute in which a moment lies.</summary>
    public static long Of(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var minute = ticks / TimeSpan.TicksPerMinute;
        return ticks % TimeSpan.TicksPerMinute < 0 ? minute - 1 : minute;
    }

    /// <summary>The moment at which a minute begins.</summary>
    public static DateTimeOffset StartOf(long minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);

    /// <summary>The first minute at whose start a due time has passed.</summary>
    public static long OverdueFrom(DateTimeOffset dueAt) => Of(dueAt) + 1;
}
