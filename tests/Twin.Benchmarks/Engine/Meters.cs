using Orleans;
using Orleans.Concurrency;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Twin.Benchmarks.Engine;

/// <summary>The smallest grain that does something: one number of state.</summary>
public interface IMeter : IGrainWithStringKey
{
    ValueTask<int> Add(int number);

    Task<int> AddAsTask(int number);

    ValueTask<int> AddAfterYield(int number);

    [OneWay]
    ValueTask Nudge(int number);
}

/// <summary>Calls meters from inside a turn.</summary>
public interface ICaller : IGrainWithStringKey
{
    ValueTask<int> Call(int times, int seed);
}

public sealed class Meter : Grain, IMeter
{
    private int _sum;

    public ValueTask<int> Add(int number) => new(unchecked(_sum += number));

    public Task<int> AddAsTask(int number) => Task.FromResult(unchecked(_sum += number));

    public async ValueTask<int> AddAfterYield(int number)
    {
        await Task.Yield();
        return unchecked(_sum += number);
    }

    public ValueTask Nudge(int number)
    {
        Interlocked.Increment(ref Arrived.Count);
        return default;
    }
}

public sealed class Caller : Grain, ICaller
{
    public async ValueTask<int> Call(int times, int seed)
    {
        var chance = new Random(seed);
        var sum = 0;
        for (var i = 0; i < times; i++)
        {
            sum = await EngineFiguresBench.Meters[chance.Next(EngineFiguresBench.Meters.Length)].Add(1);
        }

        return sum;
    }
}

[ImplicitStreamSubscription("bench")]
public sealed class Consumer : Grain, IGrainWithStringKey, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<string>().ResumeAsync(static (_, _) =>
        {
            Interlocked.Increment(ref Arrived.Count);
            return Task.CompletedTask;
        });
}

/// <summary>How many one-way calls and events have arrived.</summary>
internal static class Arrived
{
    internal static long Count;
}
