using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Grains;

public interface IRing : IGrainWithStringKey
{
    ValueTask<int> Go(ImmutableList<string> way);
}

public interface ILooseRing : IGrainWithStringKey
{
    ValueTask<int> Go(ImmutableList<string> way);

    Task Hold(string door);

    Task<int> StartTicking();
}

/// <summary>Calls along a way of keys.</summary>
public sealed class Ring(Script script) : Grain, IRing
{
    public async ValueTask<int> Go(ImmutableList<string> way)
    {
        if (way.IsEmpty)
        {
            return 1;
        }

        var call = GrainFactory.GetGrain<IRing>(way[0]).Go(way.RemoveAt(0)).AsTask();
        script.Note($"called {way[0]}");
        return 1 + await call;
    }
}

/// <summary>Calls along a way of keys and lets others in meanwhile.</summary>
[Reentrant]
public sealed class LooseRing(Script script) : Grain, ILooseRing
{
    private int _ticks;

    public async ValueTask<int> Go(ImmutableList<string> way) =>
        way.IsEmpty ? 1 : 1 + await GrainFactory.GetGrain<ILooseRing>(way[0]).Go(way.RemoveAt(0));

    public Task Hold(string door) => script.Pass(door);

    public Task<int> StartTicking()
    {
        this.RegisterGrainTimer(
            _ =>
            {
                script.Note($"tick {++_ticks}");
                return Task.CompletedTask;
            },
            new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        return Task.FromResult(_ticks);
    }
}
