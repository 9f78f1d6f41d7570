using System.Collections.Immutable;
using System.Text;

namespace Twin.City.Tables;

/// <summary>Comma-separated text after RFC 4180 with one header line.</summary>
/// <remarks>Quoted cells may hold commas, doubled quotes and line breaks; a line without any text is skipped.</remarks>
public sealed class Csv
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private Csv(string name, string text)
    {
        Name = name;
        var lines = Split(name, text);
        if (lines.Count == 0) throw new FormatException($"{name}: found no line; expected a header line.");
        Header = [.. lines[0]];
        foreach (var column in Header) _columns.Add(column, _columns.Count);
        Rows = [.. lines.Skip(1).Select((cells, i) => new CsvRow(this, i + 2, Fit(cells, i + 2)))];
    }

    public string Name { get; }
    public ImmutableArray<string> Header { get; }
    public ImmutableArray<CsvRow> Rows { get; }

    public static Csv Parse(string name, string text) => new(name, text);

    internal int Column(string column) => _columns.TryGetValue(column, out var at)
        ? at
        : throw new FormatException($"{Name}: found no column '{column}'; it has {string.Join(", ", Header)}.");

    private string[] Fit(List<string> cells, int row) => cells.Count == Header.Length
        ? [.. cells]
        : throw new FormatException($"{Name}: row {row} has {cells.Count} cells; the header has {Header.Length}.");

    private static List<List<string>> Split(string name, string text)
    {
        List<List<string>> lines = [];
        List<string> cells = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (quoted && sign == '"' && i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
            else if (sign == '"') quoted = !quoted;
            else if (quoted) cell.Append(sign);
            else if (sign == ',') EndCell();
            else if (sign == '\n') EndLine();
            else if (sign != '\r' && (sign != '\uFEFF' || i > 0)) cell.Append(sign);
        }
        if (quoted) throw new FormatException($"{name}: the last quoted cell has no end; expected a closing quote.");
        EndLine();
        return lines;

        void EndCell() { cells.Add(cell.ToString()); cell.Clear(); }

        void EndLine()
        {
            if (cells.Count == 0 && cell.Length == 0) return;
            EndCell();
            lines.Add(cells);
            cells = [];
        }
    }
}

/// <summary>One row; cells are asked for by the name of their column.</summary>
public sealed class CsvRow(Csv table, int number, string[] cells)
{
    /// <summary>Counted from 1 with the header as row 1.</summary>
    public int Number { get; } = number;

    public string this[string column] => cells[table.Column(column)];

    /// <summary>The cell, or null when it is empty or a dash.</summary>
    public string? Optional(string column) => this[column] is var cell && cell.Length > 0 && cell != "-" ? cell : null;

    /// <summary>A cell with parts set apart by semicolons.</summary>
    public ImmutableArray<string> List(string column) =>
        Optional(column) is { } cell ? [.. cell.Split(';', StringSplitOptions.TrimEntries)] : [];

    public bool Yes(string column) => this[column] switch
    {
        "yes" => true,
        "no" => false,
        var other => throw Fault(column, other, "yes or no"),
    };

    public TEnum Word<TEnum>(string column) where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(this[column], out var word) ? word : throw Fault(column, this[column], typeof(TEnum).Name);

    public FormatException Fault(string column, string found, string expected) =>
        new($"{table.Name}: row {Number}, column '{column}': found '{found}'; expected {expected}.");
}
