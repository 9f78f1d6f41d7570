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
    /// <summary>A number that no meter takes.</summary>
    public const int Refused = -1;

    private int _sum;

    public ValueTask<int> Add(int number, CancellationToken cancel = default) => number == Refused
        ? throw new InvalidOperationException("A meter does not run backwards.")
        : new ValueTask<int>(unchecked(_sum += number));
}

public sealed class Caller : Grain, ICaller
{
    public async ValueTask<long> CallUntilStopped(int seed) => await CallLoad.Run(seed);
}

[ImplicitStreamSubscription(Namespace)]
public sealed class Consumer : Grain, IGrainWithStringKey, IStreamSubscriptionObserver
{
    public const string Namespace = "bench";

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<Arrivals>().ResumeAsync(static (sender, _) =>
        {
            sender.One();
            return Task.CompletedTask;
        });
}

/// <summary>A filter that looks at the call and lets it pass, as the city's own does.</summary>
internal sealed class PassFilter : IIncomingGrainCallFilter
{
    private static bool s_hasRun;

    public static bool HasRun => s_hasRun;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        // Written once, so that threads do not wait for one another.
        if (!s_hasRun)
        {
            s_hasRun = true;
        }

        return context.Grain is IFormattable
            ? throw new InvalidOperationException("No grain is that.")
            : context.Invoke();
    }
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
