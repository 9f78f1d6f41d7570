using System.ComponentModel;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <summary>What a generated reference is made from; opaque.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReferenceSeed
{
    internal ReferenceSeed(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
    }

    internal GrainClass Class { get; }

    internal string Key { get; }
}
