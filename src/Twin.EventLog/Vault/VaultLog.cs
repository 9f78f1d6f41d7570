using Microsoft.Extensions.Logging;

namespace Twin.EventLog.Vault;

internal static partial class VaultLog
{
    [LoggerMessage(11, LogLevel.Error, "A commit of the vault with {Calls} calls was rolled back")]
    public static partial void RolledBack(ILogger logger, Exception failure, int calls);

    [LoggerMessage(12, LogLevel.Warning, "Another reader holds the vault's WAL; a destroyed key stays in it for now")]
    public static partial void WalKept(ILogger logger);
}
