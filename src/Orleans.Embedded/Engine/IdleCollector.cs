namespace Orleans.Embedded.Engine;

/// <summary>Ends grains that have not been used for their collection age.</summary>
/// <remarks>Age is counted in looks, one each quantum, so that a use costs one plain write and no clock.</remarks>
internal sealed class IdleCollector(GrainEngine engine, TimeSpan quantum) : IDisposable
{
    private ITimer? _timer;
    private int _now;

    /// <summary>The number of looks so far.</summary>
    internal int Now => Volatile.Read(ref _now);

    internal void Start() =>
        _timer = engine.Time.CreateTimer(static self => ((IdleCollector)self!).Look(), this, quantum, quantum);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var now = Interlocked.Increment(ref _now);
        engine.Streams.RetireIdleSince(now - 2);
        foreach (var grainClass in engine.Catalogue.Classes)
        {
            // Used just after look n, it is as old as the age only after this many further looks.
            var looks = (long)Math.Ceiling(grainClass.CollectionAge / quantum) + 1;
            if (looks > now)
            {
                continue;
            }

            var since = (int)(now - looks);
            foreach (var idle in grainClass.All
                .Where(one => one.LooksIdleSince(since))
                .OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                idle.Post(new Activation.IdleItem(since));
            }
        }
    }
}
