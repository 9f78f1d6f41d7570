using System.Collections.Immutable;
using Twin.EventLog;
using Twin.Grains.Stocks;

namespace Twin.Silo.ReadModel;

/// <summary>What cases have of all holders, folded when somebody asks; one fold at a time.</summary>
internal sealed class HeldShelf(IEventLog log, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly HeldStocks _stocks = new(log);

    public async Task<ImmutableArray<HeldKind>> Now(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            await _stocks.CatchUp(cancel);
            return [.. _stocks.Kinds(time.GetUtcNow())];
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
