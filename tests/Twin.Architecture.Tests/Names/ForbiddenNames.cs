using System.Text;
using System.Text.RegularExpressions;

namespace Twin.Architecture.Tests.Names;

/// <summary>A name of the tree and the kind of place where it stands.</summary>
internal sealed record Name(string Text, string Place, string Where);

/// <summary>The names that may not exist, read from forbidden-fields.csv.</summary>
/// <remarks>
/// A name is split into words and joined with <c>_</c> in lower case; a hit is forbidden unless the whole name fits
/// the row's exception. Package names and class codes are matched as they are.
/// </remarks>
internal sealed class ForbiddenNames
{
    private readonly Row[] _rows;

    private ForbiddenNames(Row[] rows) => _rows = rows;

    public static ForbiddenNames Read() => new(
        [.. Csv.Rows(Repository.Read("tests/Twin.Architecture.Tests/Names/forbidden-fields.csv")).Select(row => new Row(
            row["id"], Pattern(row["pattern"], row["appliesTo"]), row["appliesTo"].Split(';'),
            row["exception"] is { Length: > 0 } exception && !exception.Contains(' ')
                ? new Regex($"^(?:{exception})$", RegexOptions.CultureInvariant)
                : null))]);

    /// <summary>The ids of the rows that forbid the name at its place; none when it may stand.</summary>
    public string[] Find(string name, string place)
    {
        var text = place.StartsWith("package", StringComparison.Ordinal) || place == "class" ? name : Words(name);
        return
        [
            .. _rows
                .Where(row => row.Places.Contains(place))
                .Where(row => row.Pattern.IsMatch(text) && row.Exception?.IsMatch(text) != true)
                .Select(row => row.Id)
                .Distinct(),
        ];
    }

    /// <summary><c>plateNumber</c>, <c>plate-number</c> and <c>PlateNumber</c> are all <c>plate_number</c>.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (letter is '-' or '.' or '/' or '_' or ' ')
            {
                if (words.Length > 0 && words[^1] != '_') words.Append('_');
                continue;
            }

            var startsWord = char.IsUpper(letter) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && words is { Length: > 0 } && words[^1] != '_') words.Append('_');
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString().Trim('_');
    }

    private static Regex Pattern(string pattern, string appliesTo) => new(
        pattern,
        appliesTo.StartsWith("package", StringComparison.Ordinal)
            ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
            : RegexOptions.CultureInvariant);

    private sealed record Row(string Id, Regex Pattern, string[] Places, Regex? Exception);
}
