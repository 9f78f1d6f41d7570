namespace Twin.EventLog.Commits;

/// <summary>Hashes of the commands that a stream holds; a hit is a hint, the facts decide.</summary>
/// <remarks>
/// There is one for each stream that was written of late, and most are of cases that have ended: half a hash each, in
/// one table without chains, is a quarter of what a set of the library takes. The only command of a new case needs no
/// table.
/// </remarks>
internal sealed class CommandSet
{
    private const int SmallestTable = 4;

    /// <summary>A power of two long, at most seven eighths full; 0 = free.</summary>
    private int[] _table = [];

    /// <summary>The only one while there is no table; 0 = none.</summary>
    private int _first;
    private int _count;

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

    public bool Contains(long hash) =>
        _table.Length == 0 ? _first == HalfOf(hash) : _table[PlaceOf(HalfOf(hash))] != 0;

    /// <summary>False when it was there.</summary>
    public bool Add(long hash)
    {
        if (Contains(hash))
        {
            return false;
        }

        var half = HalfOf(hash);
        if (_count++ == 0 && _table.Length == 0)
        {
            _first = half;
            return true;
        }

        if (8 * _count > 7 * _table.Length)
        {
            Fill(Math.Max(SmallestTable, 2 * _table.Length), _table.Length == 0 ? [_first] : _table);
        }

        _table[PlaceOf(half)] = half;
        return true;
    }

    /// <summary>Takes back the newest; only a failed commit asks for it.</summary>
    public void Remove(long hash)
    {
        if (Contains(hash))
        {
            var half = HalfOf(hash);
            _count--;
            _first = 0;
            Fill(_table.Length, _table.Where(one => one != half));
        }
    }

    private static int HalfOf(long hash) => unchecked((int)(hash ^ (hash >>> 32))) is var half and not 0 ? half : 1;

    private void Fill(int length, IEnumerable<int> halves)
    {
        _table = new int[length];
        foreach (var half in halves.Where(half => half != 0))
        {
            _table[PlaceOf(half)] = half;
        }
    }

    /// <summary>Where it lies, or the free place where it would.</summary>
    private int PlaceOf(int half)
    {
        var last = _table.Length - 1;
        var at = half & last;
        while (_table[at] != half && _table[at] != 0)
        {
            at = (at + 1) & last;
        }

        return at;
    }
}
