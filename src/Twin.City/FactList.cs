using System.Collections.Immutable;

namespace Twin.City;

/// <summary>A list inside a fact: equal when its items are.</summary>
public sealed class FactList<T>(params ImmutableArray<T> items) : IEquatable<FactList<T>>
{
    public ImmutableArray<T> Items { get; } = items;

    public bool Equals(FactList<T>? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as FactList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
