#pragma warning disable CS0649, CA1822
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Engine;

/// <summary>One grain class and key: its mailbox, its turns and the grain that lives in it.</summary>
internal sealed class Activation(string key, IGrainFactory factory)
{
    [ThreadStatic]
    private static Activation? s_current;

    internal static Activation? Current => s_current;

    internal string Key { get; } = key;

    internal IGrainFactory Factory { get; } = factory;

    internal static Activation Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return (grain as Grain)?.Activation
            ?? throw new InvalidOperationException($"{grain.GetType()} was not activated by the engine.");
    }

    internal static Activation OnTurn(IGrainBase grain)
    {
        var activation = Of(grain);
        return ReferenceEquals(activation, s_current)
            ? activation
            : throw new InvalidOperationException($"{grain.GetType()} is used outside its turn.");
    }

    internal void LeaveWhenDone() => throw new InvalidOperationException("Not in a turn.");

    internal IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        throw new InvalidOperationException("Not in a turn.");

    internal IStreamProvider StreamProvider(string name) =>
        throw new ArgumentException($"No stream provider has the name {name}.", nameof(name));
}
