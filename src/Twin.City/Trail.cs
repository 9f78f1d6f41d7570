using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Twin.City;

/// <summary>A list that grows at its end and shares what came before with the older states that hold it.</summary>
/// <remarks>An array would be copied whole with every fact: a long life pays that with its square.</remarks>
public readonly struct Trail<T>
{
    private readonly Node? _node;

    private Trail(Node? node) => _node = node;

    public bool IsEmpty => _node is null;

    public int Count => _node?.Count ?? 0;

    /// <summary>Oldest first, in an array of its own each time.</summary>
    public ImmutableArray<T> Items => ToArray();

    /// <summary>The newest; there must be one.</summary>
    internal T Last => Newest.Item;

    /// <summary>All but the newest; there must be one.</summary>
    internal Trail<T> Before => new(Newest.Before);

    private Node Newest => _node ?? throw new InvalidOperationException("The trail is empty; expected an item.");

    public Trail<T> Add(T item) => new(new Node(_node, item));

    /// <summary>The same with another newest item.</summary>
    public Trail<T> WithLast(T item) => Before.Add(item);

    private ImmutableArray<T> ToArray()
    {
        var items = new T[Count];
        for (var node = _node; node is not null; node = node.Before) items[node.Count - 1] = node.Item;
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    private sealed class Node(Node? before, T item)
    {
        public Node? Before { get; } = before;

        public T Item { get; } = item;

        public int Count { get; } = (before?.Count ?? 0) + 1;
    }
}
