namespace Twin.Silo.Hosting;

/// <summary>Lets the collector look through the old generation once a minute while there is traffic.</summary>
/// <remarks>
/// A case lives for minutes or days, so what it leaves has grown old: left alone, the collector comes for it when the
/// old generation has nearly doubled. It works beside the city, which stops for some milliseconds. Decision 0026.
/// </remarks>
internal sealed class OldSweep(TimeProvider time) : BackgroundService
{
    private const long WorthItBytes = 256L << 20;
    private const int Oldest = 2;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private long _allocated;
    private int _collections;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodic.Each(Period, time, Sweep, stoppingToken);

    /// <summary>A city that rests, or whose collector came by itself, is left alone.</summary>
    private Task Sweep(CancellationToken cancel)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _allocated >= WorthItBytes && GC.CollectionCount(Oldest) == _collections)
        {
            GC.Collect(Oldest, GCCollectionMode.Forced, blocking: false);
        }

        (_allocated, _collections) = (allocated, GC.CollectionCount(Oldest));
        return Task.CompletedTask;
    }
}
