using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Grains;

public interface ISpot : IGrainWithStringKey
{
    Task<ImmutableArray<string>> Look();

    Task<ImmutableArray<string>> LookOutside();
}

/// <summary>Looks where its code runs.</summary>
public sealed class Spot(IGrainFactory factory, TimeProvider time) : Grain, ISpot
{
    private TaskScheduler? _own;

    public async Task<ImmutableArray<string>> Look()
    {
        _own = TaskScheduler.Current;
        var places = ImmutableArray.Create(ReferenceEquals(_own, TaskScheduler.Default) ? "pool" : Here());
        await Task.Yield();
        places = places.Add(Here());
        await Task.Delay(TimeSpan.Zero, time);
        places = places.Add(Here());
        await Task.Run(static () => Task.CompletedTask);
        places = places.Add(Here());
        await GrainFactory.GetGrain<IDesk>("other").Add(1);
        places = places.Add(Here());
        await GrainFactory.GetGrain<IDesk>("other").AddAsTask(1);
        return places.Add(Here());
    }

    public async Task<ImmutableArray<string>> LookOutside() => await Task.Run(() => ImmutableArray.Create(
        Try("factory", () => _ = GrainFactory),
        Try("timer", () => this.RegisterGrainTimer(
            static _ => Task.CompletedTask,
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)))),
        Try("injected factory", () => factory.GetGrain<IDesk>("other")),
        Try("key", () => this.GetPrimaryKeyString()),
        Try("streams", () => this.GetStreamProvider("city"))));

    private static string Try(string what, Action act)
    {
        try
        {
            act();
            return $"{what}: fine";
        }
        catch (InvalidOperationException refusal)
        {
            return $"{what}: {refusal.GetType().Name}";
        }
    }

    private string Here() => ReferenceEquals(TaskScheduler.Current, _own) && SynchronizationContext.Current is null
        ? "own scheduler, no context"
        : $"{TaskScheduler.Current}, {SynchronizationContext.Current}";
}
