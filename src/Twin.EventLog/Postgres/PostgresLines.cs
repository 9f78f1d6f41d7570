using Microsoft.Extensions.Logging;

namespace Twin.EventLog.Postgres;

internal static partial class PostgresLines
{
    [LoggerMessage(31, LogLevel.Error, "The log {Place} is out of reach; it is tried again until it answers")]
    public static partial void Lost(ILogger logger, string place, Exception failure);

    [LoggerMessage(32, LogLevel.Warning, "The log {Place} answers again; this writer has epoch {Epoch}")]
    public static partial void Back(ILogger logger, string place, long epoch);
}
