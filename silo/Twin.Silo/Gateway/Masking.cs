using System.Text;
using System.Text.RegularExpressions;

namespace Twin.Silo.Gateway;

/// <summary>Hides phone numbers, e-mails and identity numbers in what people write, before it is stored.</summary>
internal static partial class Masking
{
    public const string Mask = "***";

    /// <summary>The text with every such number replaced; full-width digits count as digits.</summary>
    public static string Of(string text)
    {
        if (!MayHold(text))
        {
            return text;
        }

        // Same length, so that a match in the plain form is a match at the same place of the text.
        var plain = string.Create(text.Length, text, static (signs, from) =>
        {
            for (var i = 0; i < signs.Length; i++)
            {
                signs[i] = Narrow(from[i]);
            }
        });
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var match in Numbers().EnumerateMatches(plain))
        {
            masked.Append(text, at, match.Index - at).Append(Mask);
            at = match.Index + match.Length;
        }

        return at == 0 ? text : masked.Append(text, at, text.Length - at).ToString();
    }

    private static bool MayHold(string text)
    {
        var digits = 0;
        foreach (var sign in text)
        {
            digits += char.IsAsciiDigit(Narrow(sign)) ? 1 : 0;
            if (digits >= 7 || sign is '@' or '＠')
            {
                return true;
            }
        }

        return false;
    }

    private static char Narrow(char sign) => sign switch
    {
        >= '！' and <= '～' => (char)(sign - '！' + '!'),
        '　' or ' ' => ' ',
        '–' or '—' or '－' or '‐' => '-',
        _ => sign,
    };

    // E-mail; identity number of 18 or 15 digits; mobile with or without +86, parted or not; land line with area code;
    // card numbers in groups of four; last, any run of seven or more digits: chat numbers, passports.
    [GeneratedRegex(
        @"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"
        + @"|(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)"
        + @"|(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)"
        + @"|(?<!\d)\(?0\d{2,3}\)?[ -]?\d{7,8}(?!\d)"
        + @"|(?<!\d)\d{4}(?:[ -]\d{4}){3,4}(?:[ -]\d{1,3})?(?!\d)"
        + @"|\d{7,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
