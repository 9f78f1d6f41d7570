using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Rights;
using Twin.EventLog;
using Twin.Grains.Cases;

namespace Twin.Silo.Gateway;

/// <summary>Gives an order to its case; a conflict of two activations is tried once more.</summary>
internal sealed class CaseDoor(IGrainFactory grains)
{
    public async ValueTask<CaseAnswer> Do(CaseId id, CaseOrder order, CancellationToken cancel)
    {
        var openCase = grains.GetGrain<ICaseGrain>(id.Value);
        try
        {
            return await openCase.Do(order, cancel);
        }
        catch (LogConflictException)
        {
            // Two activations lived at once; the one that lost has gone, and the next call wakes a fresh one.
            return await openCase.Do(order, cancel);
        }
    }

    /// <summary>The parent of a merge counts one report more, or one less.</summary>
    /// <param name="version">Of the merged case, after the merge or its undoing.</param>
    public async Task TellParent(CaseId merged, long version, CaseId parent, CaseCommand told)
    {
        // Its identity is the merge's: told again, it counts once.
        var order = new CaseOrder(told, $"merge/{merged}/{version}", Actor.System, "city");
        await Do(parent, order, CancellationToken.None);
    }

    public Task<RightVerdict?> Explain(CaseId id, string command, Actor by, CancellationToken cancel) =>
        grains.GetGrain<ICaseGrain>(id.Value).Explain(by, command, cancel);

    public Task<CaseSight?> See(CaseId id, CancellationToken cancel) =>
        grains.GetGrain<ICaseGrain>(id.Value).See(cancel);

    public Task<CaseDesk?> Desk(CaseId id, Actor by, CancellationToken cancel) =>
        grains.GetGrain<ICaseGrain>(id.Value).Desk(by, cancel);
}
