using Orleans.Embedded.Engine;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Asks a grain or a reference for its key.</summary>
public static class GrainExtensions
{
    /// <summary>The key as text, of a grain itself or of a reference to one.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        Grain self => Activation.Of(self).Key,
        GrainReference reference => reference.Key,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference.", nameof(grain)),
    };
}
