using Orleans.Embedded.Engine;
using Orleans.Streams;

namespace Orleans;

/// <summary>Gives grains access to streams.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The stream provider of that name.</summary>
    /// <exception cref="ArgumentException">No provider has the name.</exception>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Activation.Of(grain).StreamProvider(name);
    }
}
