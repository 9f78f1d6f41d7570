using Microsoft.Extensions.Logging;

namespace Twin.EventLog.Commits;

internal static partial class CommitLog
{
    [LoggerMessage(1, LogLevel.Warning, "A commit of {Batches} batches was rolled back; each is tried alone")]
    public static partial void Alone(ILogger logger, Exception failure, int batches);

    [LoggerMessage(2, LogLevel.Critical, "The log stopped writing")]
    public static partial void Stopped(ILogger logger, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "The batch for {Stream} was refused by the store")]
    public static partial void Refused(ILogger logger, Exception failure, string stream);

    [LoggerMessage(5, LogLevel.Warning, "The store is out of reach; {Batches} batches were refused")]
    public static partial void OutOfReach(ILogger logger, int batches);

    [LoggerMessage(6, LogLevel.Information, "Commit {Commit} was in doubt; stored: {Stored}")]
    public static partial void Settled(ILogger logger, long commit, bool stored);

    [LoggerMessage(4, LogLevel.Warning, "Index and snapshots could not be written now and wait")]
    public static partial void KeptBack(ILogger logger, Exception failure);
}
