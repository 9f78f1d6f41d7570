using System.ComponentModel;

namespace Orleans.Embedded.Hosting;

/// <summary>What a generated reference is made from; opaque.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReferenceSeed
{
    internal ReferenceSeed(string key) => Key = key;

    internal string Key { get; }
}
