namespace Twin.EventLog.Commits;

/// <summary>UTC moments as whole microseconds since 1970.</summary>
internal static class Moments
{
    public static long Micros(DateTimeOffset at) =>
        Math.DivRem(at.UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond) is var (whole, rest)
        && rest < 0 ? whole - 1 : whole;

    public static DateTimeOffset At(long micros) =>
        new(DateTime.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
