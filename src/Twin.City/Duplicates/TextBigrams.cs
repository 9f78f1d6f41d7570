using System.Collections.Immutable;
using Twin.City.Search;

namespace Twin.City.Duplicates;

/// <summary>A text as the set of its neighbouring signs: Chinese, without spaces, or English.</summary>
/// <remarks>Signs are folded (width, case); whatever is neither letter nor digit parts two runs.</remarks>
public sealed class TextBigrams
{
    /// <summary>So much of a text is looked at; the rest gives way.</summary>
    private const int SignsMax = 2_000;

    private readonly ImmutableArray<int> _pairs;

    private TextBigrams(ImmutableArray<int> pairs) => _pairs = pairs;

    /// <summary>No text is known.</summary>
    public static TextBigrams None { get; } = new([]);

    public bool IsNone => _pairs.IsEmpty;

    public static TextBigrams Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return None;
        var pairs = new SortedSet<int>();
        var (before, alone) = ('\0', false);
        foreach (var written in text.Take(SignsMax).Append(' '))
        {
            var sign = FoldedText.Narrow(written);
            if (!char.IsLetterOrDigit(sign))
            {
                // A run of one sign counts as that sign, so that no word is lost.
                if (alone) pairs.Add(before);
                (before, alone) = ('\0', false);
                continue;
            }

            var lower = char.ToLowerInvariant(sign);
            if (before != '\0') pairs.Add((before << 16) | lower);
            (before, alone) = (lower, before == '\0');
        }

        return pairs.Count == 0 ? None : new TextBigrams([.. pairs]);
    }

    /// <summary>Twice what both have over what each has (Dice): 0 nothing in common, 1 the same.</summary>
    public double AlikeTo(TextBigrams other)
    {
        if (IsNone || other.IsNone) return 0;
        int i = 0, j = 0, shared = 0;
        while (i < _pairs.Length && j < other._pairs.Length)
        {
            switch (_pairs[i].CompareTo(other._pairs[j]))
            {
                case 0: (i, j, shared) = (i + 1, j + 1, shared + 1); break;
                case < 0: i++; break;
                default: j++; break;
            }
        }

        return 2.0 * shared / (_pairs.Length + other._pairs.Length);
    }
}
