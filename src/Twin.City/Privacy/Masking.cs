using System.Text;
using System.Text.RegularExpressions;

namespace Twin.City.Privacy;

/// <summary>Takes phone numbers, e-mail addresses and identity numbers out of free text before it is kept.</summary>
/// <remarks>
/// Numbers that stand for things stay: case numbers (20 digits), dates, prices, house numbers, codes of assets.
/// A bare local number of 7 or 8 digits is only masked after a word such as 电话 or tel, for a date looks the same.
/// Full-width digits and letters are read like plain ones. Names are not found: that needs a human eye.
/// </remarks>
public static partial class Masking
{
    /// <summary>What stands where a number was.</summary>
    public const string Mark = "***";

    /// <summary>The text with marks; the same string when there was nothing to mask.</summary>
    public static string Mask(string text)
    {
        var plain = Plain(text);
        var found = Numbers().Matches(plain);
        if (found.Count == 0) return text;
        var masked = new StringBuilder(text.Length);
        var from = 0;
        foreach (Match match in found)
        {
            // A group, where there is one, is the number without the word before it.
            var number = match.Groups["number"] is { Success: true } group ? group : match;
            masked.Append(text, from, number.Index - from).Append(Mark);
            from = number.Index + number.Length;
        }
        return masked.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The same text, sign for sign, with full-width forms as plain ones.</summary>
    private static string Plain(string text) => string.Create(text.Length, text, static (signs, source) =>
    {
        for (var i = 0; i < signs.Length; i++)
        {
            signs[i] = source[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' and var wide => (char)(wide - 0xFEE0),
                '\u3000' or '\u00A0' => ' ',
                '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => '-',
                var sign => sign,
            };
        }
    });

    [GeneratedRegex(
        """
        [a-z0-9_.+%-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}           # e-mail
        | (?<![0-9])[1-9][0-9]{5}[ -]?(18|19|20)[0-9]{2}[ -]?[01][0-9][0-3][0-9][ -]?[0-9]{3}[0-9x](?![0-9])  # identity
        | (?<![0-9])[1-9][0-9]{16}[0-9x](?![0-9a-z])                          # identity with an odd date
        | (\+|(?<![0-9])00)[1-9][0-9]{0,3}[ -]?\(?[0-9]{1,4}\)?([ .-]?[0-9]{2,4}){2,4}(?![0-9])   # international
        | (?<![0-9])(86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])  # mobile
        | (?<![0-9])\(?0[1-9][0-9]{1,2}\)?[ -]?[2-9][0-9]{2,3}[ -]?[0-9]{4}(-[0-9]{1,6})?(?![0-9])  # landline
        | (?<![0-9])[48]00[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9])             # 400 and 800
        | (?<![0-9])\(?[2-9][0-9]{2}\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4}(?![0-9])  # North America
        | (电话|手机|号码|联系|致电|座机|热线|tel|phone|call|mobile)[^0-9\n]{0,6}(?<number>[2-9][0-9]{2,3}[ -]?[0-9]{4})(?![0-9])
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
        | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
