namespace Twin.EventLog.Commits;

/// <summary>Hashes of the commands that a stream holds; a hit is a hint, the facts decide.</summary>
internal sealed class CommandSet
{
    private const int SmallCount = 24;
    private long[] _few = [];
    private int _count;
    private HashSet<long>? _many;

    /// <summary>FNV-1a, 64 bits, over the UTF-16 units; kept in the index, so it never changes.</summary>
    public static long HashOf(string commandId)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var unit in commandId)
            {
                hash = (hash ^ unit) * 1099511628211UL;
            }

            return (long)hash;
        }
    }

    public bool Contains(long hash) => _many?.Contains(hash) ?? _few.AsSpan(0, _count).Contains(hash);

    /// <summary>False when it was there.</summary>
    public bool Add(long hash)
    {
        if (_many is not null)
        {
            return _many.Add(hash);
        }

        if (Contains(hash))
        {
            return false;
        }

        if (_count == SmallCount)
        {
            _many = [.. _few, hash];
            _few = [];
            return true;
        }

        if (_count == _few.Length)
        {
            Array.Resize(ref _few, Math.Clamp(_count * 2, 2, SmallCount));
        }

        _few[_count++] = hash;
        return true;
    }

    /// <summary>Takes back the newest; only a failed commit asks for it.</summary>
    public void Remove(long hash)
    {
        if (_many is not null)
        {
            _many.Remove(hash);
        }
        else if (_few.AsSpan(0, _count).IndexOf(hash) is var at and >= 0)
        {
            _few[at] = _few[--_count];
        }
    }
}
