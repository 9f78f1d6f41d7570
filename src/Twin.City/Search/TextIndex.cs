using System.Runtime.InteropServices;

namespace Twin.City.Search;

/// <summary>Texts by what stands in them: pairs of neighbouring Chinese signs, and Latin words.</summary>
/// <remarks>
/// In memory only: nothing of a text lies on a disk. A text that is taken out is found no more at once. Not safe for
/// two threads.
/// </remarks>
/// <typeparam name="TKey">What a text is of; several texts may be of one.</typeparam>
public sealed class TextIndex<TKey> where TKey : struct
{
    /// <summary>Empty places that are kept before all lists are made anew.</summary>
    private const int EmptyLeast = 1_024;

    private readonly List<(TKey Of, string Text)?> _texts = [];
    private readonly Dictionary<TKey, List<(string Slot, int Number)>> _numbers = [];
    private readonly Dictionary<int, List<int>> _pairs = [];
    private readonly Dictionary<string, List<int>> _words = new(StringComparer.Ordinal);
    private int _empty;

    public int Count => _texts.Count - _empty;

    /// <summary>Takes a text in; one of the same slot before it is found no more.</summary>
    public void Put(TKey of, string slot, string text)
    {
        Remove(of, slot);
        if (FoldedText.Of(text) is not { Length: > 0 } folded) return;
        var number = _texts.Count;
        _texts.Add((of, folded));
        if (!_numbers.TryGetValue(of, out var own)) _numbers.Add(of, own = new(1));
        own.Add((slot, number));
        Note(folded, number);
    }

    public void Remove(TKey of)
    {
        if (!_numbers.Remove(of, out var own)) return;
        foreach (var (_, number) in own) Empty(number);
        Tidy();
    }

    /// <summary>All that have a text with each of the phrases; none when there is no phrase.</summary>
    public HashSet<TKey> Find(IReadOnlyCollection<TextPhrase> phrases)
    {
        var found = new HashSet<TKey>();
        if (phrases.Count == 0) return found;
        if (Rarest(phrases) is { } few)
        {
            foreach (var number in few) Look(_texts[number]);
        }
        else
        {
            foreach (var text in _texts) Look(text);
        }

        return found;

        void Look((TKey Of, string Text)? text)
        {
            if (text is { } there && phrases.All(phrase => phrase.IsIn(there.Text))) found.Add(there.Of);
        }
    }

    /// <summary>The shortest list that must hold every hit; null where only single signs are asked for.</summary>
    private List<int>? Rarest(IEnumerable<TextPhrase> phrases)
    {
        List<int>? rarest = null;
        foreach (var phrase in phrases)
        {
            Walk(
                phrase.Folded, pair => Take(_pairs.GetValueOrDefault(pair)),
                word => Take(_words.GetValueOrDefault(word)));
        }

        return rarest;

        void Take(List<int>? list)
        {
            list ??= [];
            if (rarest is null || list.Count < rarest.Count) rarest = list;
        }
    }

    private void Note(string folded, int number) => Walk(
        folded,
        pair => Add(ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, pair, out _), number),
        word => Add(ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out _), number));

    private static void Add(ref List<int>? list, int number)
    {
        list ??= new(1);
        if (list.Count == 0 || list[^1] != number) list.Add(number);
    }

    private static void Walk(string folded, Action<int> pair, Action<string> word)
    {
        for (int at = 0, end; at < folded.Length; at = end + 1)
        {
            end = folded.IndexOf(' ', at);
            end = end < 0 ? folded.Length : end;
            if (FoldedText.IsOfWord(folded[at]))
            {
                word(folded[at..end]);
                continue;
            }

            for (var i = at + 1; i < end; i++) pair((folded[i - 1] << 16) | folded[i]);
        }
    }

    private void Remove(TKey of, string slot)
    {
        if (!_numbers.TryGetValue(of, out var own)) return;
        foreach (var (_, number) in own.Where(one => one.Slot == slot)) Empty(number);
        own.RemoveAll(one => one.Slot == slot);
        Tidy();
    }

    private void Empty(int number)
    {
        _texts[number] = null;
        _empty++;
    }

    /// <summary>Lists name empty places until these are most of them; then all is made anew.</summary>
    private void Tidy()
    {
        if (_empty < EmptyLeast || _empty < _texts.Count / 2) return;
        var left = _numbers.SelectMany(own => own.Value.Select(one =>
            (own.Key, one.Slot, _texts[one.Number]!.Value.Text))).ToList();
        _texts.Clear();
        _numbers.Clear();
        _pairs.Clear();
        _words.Clear();
        _empty = 0;
        foreach (var (of, slot, text) in left) Put(of, slot, text);
    }
}
