using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Grains;

public interface ICourier : IGrainWithStringKey
{
    ValueTask<string?> Actor();

    Task<string?> ActorOf(ICourier other);

    /// <summary>Sets the value without an await, so that nothing but the engine puts it back.</summary>
    ValueTask SetAtOnce(string actor);

    Task SetAfterWait(string actor);
}

/// <summary>Tells which ambient values a call brought along.</summary>
public sealed class Courier(Script script) : Grain, ICourier
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        this.GetPrimaryKeyString() == "sleepy" ? script.Pass("waking") : Task.CompletedTask;

    public ValueTask<string?> Actor() => new((string?)RequestContext.Get("actor"));

    public async Task<string?> ActorOf(ICourier other)
    {
        await Task.Yield();
        var mine = await other.Actor();
        RequestContext.Set("actor", $"{mine} by courier");
        var theirs = await other.Actor();
        RequestContext.Remove("actor");
        return $"{mine}, {theirs}, {await other.Actor() ?? "nobody"}";
    }

    public ValueTask SetAtOnce(string actor)
    {
        RequestContext.Set("actor", actor);
        return default;
    }

    public async Task SetAfterWait(string actor)
    {
        await Task.Yield();
        RequestContext.Set("actor", actor);
    }
}

/// <summary>Notes each call; lets no stranger in; doubles what is called Sum.</summary>
public sealed class Doorman(Script script) : IIncomingGrainCallFilter
{
    /// <summary>Filters see every call of a silo, also those of the engine's own parts.</summary>
    public static bool IsOurs(IIncomingGrainCallContext context) =>
        context?.Grain.GetType().Assembly == typeof(Doorman).Assembly;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!IsOurs(context))
        {
            await context.Invoke();
            return;
        }

        if (RequestContext.Get("actor") is "stranger")
        {
            throw new RefusedException("stranger", 1);
        }

        var call = $"{context.Grain.GetType().Name} {context.InterfaceName}.{context.MethodName}";
        script.Note($"in {call}");
        await context.Invoke();
        if (context.MethodName == nameof(IDeskDrawer.Sum))
        {
            context.Result = 2 * (int)context.Result!;
        }

        script.Note($"out {call} {context.Result}");
    }
}
