using Orleans;

namespace Twin.Grains.Modes;

/// <summary>Tells areas to look when a review or an end is due, or a plan has something left to do.</summary>
/// <remarks>
/// A few areas hold modes at a time, so each second's look costs a walk over those few. Nothing is armed in memory that
/// a crash could lose: what is due stands in the facts.
/// </remarks>
public sealed class ModeRounds(ModeBook book, PlanBook plans, IGrainFactory grains, TimeProvider time)
{
    public void Step()
    {
        foreach (var area in book.Waiting(time.GetUtcNow()))
        {
            // Nobody waits for it: it is told again the next second for as long as something is due.
            _ = grains.GetGrain<IModeGrain>(area.Value).Look();
        }
    }

    /// <summary>A feed has grown, maybe by another silo.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        await plans.CatchUp(cancel);
        await book.CatchUp(cancel);
    }
}
