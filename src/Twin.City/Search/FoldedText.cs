using System.Text;

namespace Twin.City.Search;

/// <summary>A text as it is searched: narrow signs, small letters, one blank between words and scripts.</summary>
/// <remarks>Chinese has no blanks, so its runs stay whole; Latin letters and digits form words.</remarks>
public static class FoldedText
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var before = Sign.None;
        foreach (var written in text)
        {
            var sign = char.ToLowerInvariant(Narrow(written));
            var kind = KindOf(sign);
            if (kind != before && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }

            if (kind != Sign.None)
            {
                folded.Append(sign);
            }

            before = kind;
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Letters and digits that words are made of, as against signs that stand for themselves.</summary>
    public static bool IsOfWord(char sign) => KindOf(sign) == Sign.OfWord;

    /// <summary>Chinese texts hold wide Latin signs; folded by hand, since machines may lack the tables.</summary>
    public static char Narrow(char sign) => sign switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(sign - 0xFEE0),
        '\u3000' => ' ',
        _ => sign,
    };

    /// <summary>What lies beyond the first plane of Unicode is rare Chinese; its halves are kept as they are.</summary>
    private static Sign KindOf(char sign) => sign >= '\u2E80'
        ? char.IsLetterOrDigit(sign) || char.IsSurrogate(sign) ? Sign.OfRun : Sign.None
        : char.IsLetterOrDigit(sign) ? Sign.OfWord : Sign.None;

    private enum Sign
    {
        None,
        OfWord,
        OfRun,
    }
}
