using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests.Grains;

public interface ITeller : IGrainWithStringKey
{
    ValueTask Pay(bool leave);

    ValueTask<int> Echo(int number, CancellationToken cancel);
}

/// <summary>Outlives the grains, and sees whether two of one key are inside.</summary>
public sealed class Vault
{
    private readonly ConcurrentDictionary<string, int> _paid = new();
    private readonly ConcurrentDictionary<string, object> _inside = new();
    private int _overlaps;
    private int _openings;

    public int Overlaps => _overlaps;

    public int Openings => _openings;

    public int Paid(string key) => _paid.GetValueOrDefault(key);

    public void Open(string key, object grain)
    {
        Interlocked.Increment(ref _openings);
        if (!_inside.TryAdd(key, grain))
        {
            Interlocked.Increment(ref _overlaps);
        }
    }

    public void Close(string key) => _inside.TryRemove(key, out _);

    /// <summary>Reads and writes without a lock: two at once would lose a payment.</summary>
    public void Pay(string key) => _paid[key] = _paid.GetValueOrDefault(key) + 1;
}

/// <summary>Takes payments, and leaves now and then.</summary>
public sealed class Teller(Vault vault) : Grain, ITeller
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        vault.Open(this.GetPrimaryKeyString(), this);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        vault.Close(this.GetPrimaryKeyString());
    }

    public async ValueTask Pay(bool leave)
    {
        vault.Pay(this.GetPrimaryKeyString());
        if (leave)
        {
            DeactivateOnIdle();
            await Task.Yield();
        }
    }

    public async ValueTask<int> Echo(int number, CancellationToken cancel)
    {
        if (number % 2 == 0)
        {
            await Task.Yield();
        }

        return number;
    }
}
