using System.Collections.Immutable;

namespace Twin.EventLog.Vault;

/// <summary>Accounts in memory, for cities that keep nothing.</summary>
public sealed class MemoryAccounts : IAccountStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, KeptAccount> _accounts = new(StringComparer.Ordinal);

    public ImmutableArray<KeptAccount> All()
    {
        lock (_gate)
        {
            return [.. _accounts.Values];
        }
    }

    public void Put(KeptAccount account)
    {
        lock (_gate)
        {
            _accounts[account.Id] = account;
        }
    }

    public bool Remove(string id)
    {
        lock (_gate)
        {
            return _accounts.Remove(id);
        }
    }

    public void End(string token, DateTimeOffset over, DateTimeOffset now)
    {
        // Whoever keeps nothing knows ended tokens as long as the process lives; its tokens know that too.
    }

    public ImmutableArray<(string Token, DateTimeOffset Over)> Ended() => [];

    public void Dispose()
    {
    }
}
