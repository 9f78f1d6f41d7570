using System.Runtime.CompilerServices;
using Orleans;
using Twin.City;
using Twin.City.Rights;
using Twin.Grains.Areas;

namespace Twin.Silo.Live;

/// <summary>
/// The homes that somebody watches. Each has one pump, and lives on for a while after its last screen.
/// </summary>
internal sealed class Topics(
    IGrainFactory grains, CityTree tree, FrameViews views, LiveFigures figures, TimeProvider time,
    ILogger<FramePump> logger) : IAsyncDisposable
{
    /// <summary>How long a topic waits for its screens to return; a cut of half a minute resumes.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<HomeId, Watched> _watched = [];
    private readonly CancellationTokenSource _stop = new();
    private int _opened;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _watched.Count;
            }
        }
    }

    /// <summary>Frames of a home for one screen.</summary>
    public async IAsyncEnumerable<FrameBytes> Watch(
        HomeId home, long? fromVersion, ScopeSet scopes, [EnumeratorCancellation] CancellationToken cancel)
    {
        var watched = Enter(home);
        figures.Enter();
        try
        {
            await foreach (var frame in watched.Topic.Watch(fromVersion, FrameLook.Of(scopes), cancel))
            {
                yield return frame;
            }
        }
        finally
        {
            figures.Leave();
            Leave(watched);
        }
    }

    /// <summary>Every screen learns that modes, plans or notices have changed somewhere.</summary>
    public void Stir()
    {
        lock (_gate)
        {
            foreach (var watched in _watched.Values)
            {
                watched.Topic.Stir();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] pumps;
        lock (_gate)
        {
            pumps = [.. _watched.Values.Select(watched => watched.Pump)];
        }

        await Task.WhenAll(pumps);
        _stop.Dispose();
    }

    private Watched Enter(HomeId home)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(home, out var watched))
            {
                // Milliseconds with room for a thousand frames each: higher than all before, also after a restart.
                var firstVersion = time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000;
                watched = new Watched(new Topic(home, views, figures, firstVersion));
                _watched.Add(home, watched);
                var pump = new FramePump(tree.Watched(grains, home), watched.Topic, unchecked(_opened++), time, logger);
                watched.Pump = Task.Run(() => pump.Run(() => IsOver(watched), _stop.Token));
            }

            watched.Screens++;
            return watched;
        }
    }

    private void Leave(Watched watched)
    {
        lock (_gate)
        {
            watched.Screens--;
            watched.LeftAt = time.GetTimestamp();
        }
    }

    // Asked by the pump between two polls; once it said yes the topic is forgotten and the next screen makes a new one.
    private bool IsOver(Watched watched)
    {
        lock (_gate)
        {
            return watched.Screens == 0
                && time.GetElapsedTime(watched.LeftAt) > Linger
                && _watched.Remove(watched.Topic.Home);
        }
    }

    private sealed class Watched(Topic topic)
    {
        public Topic Topic { get; } = topic;

        public Task Pump { get; set; } = Task.CompletedTask;

        public int Screens { get; set; }

        public long LeftAt { get; set; }
    }
}
