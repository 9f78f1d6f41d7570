using Twin.EventLog.Vault;

namespace Twin.EventLog.Tests.Vaults;

public sealed class MemoryVaultTests : VaultContract
{
    protected override IVault Open() => MemoryVault.Create();
}
