using System.Text;

namespace Twin.Architecture.Tests.Names;

/// <summary>RFC 4180 rows of a small table, by the names of its header.</summary>
internal static class Csv
{
    public static IEnumerable<Dictionary<string, string>> Rows(string text)
    {
        var records = Records(text).ToArray();
        return records.Skip(1).Select(record =>
            records[0].Zip(record).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    private static IEnumerable<List<string>> Records(string text)
    {
        var record = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (quoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (letter == '"') quoted = !quoted;
            else if (quoted) cell.Append(letter);
            else if (letter == ',') Take(record, cell);
            else if (letter == '\n')
            {
                Take(record, cell);
                yield return record;
                record = [];
            }
            else if (letter != '\r') cell.Append(letter);
        }

        if (cell.Length == 0 && record.Count == 0) yield break;
        Take(record, cell);
        yield return record;
    }

    private static void Take(List<string> record, StringBuilder cell)
    {
        record.Add(cell.ToString());
        cell.Clear();
    }
}
