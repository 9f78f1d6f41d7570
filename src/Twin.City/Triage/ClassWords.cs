using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Triage;

/// <summary>A class that a text seems to be about.</summary>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Heard">Words of the table that the text holds; never other words of the text.</param>
public sealed record ClassGuess(CaseClass Class, double Confidence, ImmutableArray<string> Heard);

/// <summary>Finds the class of a text by words: names of classes.csv and the words of class-words.csv.</summary>
public static class ClassWords
{
    /// <summary>So much more than nothing must be heard; a figure of the same kind as the weights.</summary>
    private const double Doubt = 1;

    private static readonly ImmutableArray<(CaseClass Class, string Word, double Weight)> Table = Read();

    /// <summary>The likeliest first; empty where no word is known.</summary>
    public static ImmutableArray<ClassGuess> Guess(string text)
    {
        var folded = text.ToLowerInvariant();
        var found = Table.Where(row => folded.Contains(row.Word, StringComparison.Ordinal)).ToList();

        // A longer word says more than the shorter ones in it: 污水井盖 is no 井盖 of nobody.
        found.RemoveAll(row => found.Exists(other => other.Word.Length > row.Word.Length
            && other.Word.Contains(row.Word, StringComparison.Ordinal) && other.Class.Code != row.Class.Code));
        var guesses = found.GroupBy(row => row.Class)
            .Select(rows => (Class: rows.Key, Weight: rows.Sum(row => row.Weight), Rows: rows)).ToList();
        var all = guesses.Sum(one => one.Weight);
        return
        [
            .. guesses.OrderByDescending(one => one.Weight).ThenBy(one => one.Class.Code, StringComparer.Ordinal)
                .Select(one => new ClassGuess(
                    one.Class, Math.Round(one.Weight / (all + Doubt), 3), [.. one.Rows.Select(row => row.Word)])),
        ];
    }

    /// <summary>Chinese words are short and dense, English ones long.</summary>
    private static double WeightOf(string word) =>
        word[0] < '\u0100' ? word.Length / 2.0 : word.Length * 2.0;

    private static ImmutableArray<(CaseClass Class, string Word, double Weight)> Read()
    {
        var rows = Csv.Parse("class-words", CityTables.Text("class-words")).Rows
            .SelectMany(row => row.List("words").Select(word => (Code: row["code"], Word: word)))
            .Concat(CityTables.Classes.SelectMany(
                row => new[] { row.Zh, row.En }.Select(word => (row.Code, Word: word))));
        return
        [
            .. rows.Select(row => (row.Code, Word: row.Word.ToLowerInvariant())).Distinct().Select(row => (
                CaseClasses.All.Find(row.Code) ?? throw new FormatException(
                    $"class-words: found class '{row.Code}'; expected one of classes.csv."),
                row.Word, WeightOf(row.Word))),
        ];
    }
}
