using System.Runtime.InteropServices;

namespace Twin.EventLog.Memory;

/// <summary>Each word once, by a small number.</summary>
internal sealed class WordBook<T>(IEqualityComparer<T> comparer)
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = new(comparer);
    private readonly List<T> _words = [];

    public T this[int number] => _words[number];

    public int Of(T word)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, word, out var known);
        if (!known)
        {
            number = _words.Count;
            _words.Add(word);
        }

        return number;
    }
}
