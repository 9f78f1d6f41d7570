using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Twin.Benchmarks.Engine;

/// <summary>The smallest grain that does something: one number of state.</summary>
public interface IMeter : IGrainWithStringKey
{
    ValueTask<int> Add(int number, CancellationToken cancel = default);
}

/// <summary>Calls meters from inside its turn until told to stop.</summary>
public interface ICaller : IGrainWithStringKey
{
    [ResponseTimeout("00:10:00")]
    ValueTask<long> CallUntilStopped(int seed);
}

public sealed class Meter : Grain, IMeter
{
    private int _sum;

    public ValueTask<int> Add(int number, CancellationToken cancel = default) => new(unchecked(_sum += number));
}

public sealed class Caller : Grain, ICaller
{
    public async ValueTask<long> CallUntilStopped(int seed)
    {
        using var cancel = new CancellationTokenSource();
        var chance = new Xorshift(seed);
        long calls = 0;
        while (!EngineLoad.IsOver)
        {
            await EngineLoad.Meters[chance.Below(EngineLoad.Meters.Length)].Add(1, cancel.Token);
            calls++;
        }

        return calls;
    }
}

[ImplicitStreamSubscription(Namespace)]
public sealed class Consumer : Grain, IGrainWithStringKey, IStreamSubscriptionObserver
{
    public const string Namespace = "bench";

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        var arrivals = EngineLoad.Arrived[int.Parse(this.GetPrimaryKeyString())];
        return handleFactory.Create<string>().ResumeAsync((_, _) =>
        {
            arrivals.One();
            return Task.CompletedTask;
        });
    }
}

/// <summary>A filter that looks at the call and lets it pass, as the city's own does.</summary>
internal sealed class PassFilter : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        context.Grain is IFormattable ? throw new InvalidOperationException("No grain is that.") : context.Invoke();
}

/// <summary>Chance that costs next to nothing (G. Marsaglia, "Xorshift RNGs", 2003).</summary>
internal struct Xorshift(int seed)
{
    private uint _state = ((uint)seed * 2) + 1;

    public int Below(int most)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)most);
    }
}
