using System.Collections.Immutable;

namespace Twin.City.Search;

/// <summary>What must stand together in a text: Chinese signs anywhere, Latin as whole words.</summary>
/// <param name="Folded">As <see cref="FoldedText"/> writes it; not empty.</param>
public sealed record TextPhrase(string Folded)
{
    /// <summary>Of what somebody typed: blanks part phrases, all of which must be found; empty when it says nothing.
    /// </summary>
    public static ImmutableArray<TextPhrase> Read(string typed) =>
    [
        .. typed.Split((char[])[' ', '\u3000', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(FoldedText.Of).Where(folded => folded.Length > 0).Distinct()
            .Select(folded => new TextPhrase(folded)),
    ];

    public bool IsIn(string folded)
    {
        for (var at = 0; (at = folded.IndexOf(Folded, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + Folded.Length;
            if ((at == 0 || !FoldedText.IsOfWord(Folded[0]) || !FoldedText.IsOfWord(folded[at - 1]))
                && (end == folded.Length || !FoldedText.IsOfWord(Folded[^1]) || !FoldedText.IsOfWord(folded[end])))
            {
                return true;
            }
        }

        return false;
    }
}
