namespace Twin.Geo.Import.Reading;

/// <summary>A CSV file with its header; cells are asked for by any of their usual names.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly SourceFile source;
    private readonly StreamReader text;
    private readonly CsvReader reader;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private List<string> row = [];

    public CsvTable(string path)
    {
        source = new SourceFile(path);
        text = new StreamReader(source.Stream);
        reader = new CsvReader(text, source.Name);
        try
        {
            Header = [.. (reader.Next() ?? []).Select(name => name.Trim())];
        }
        catch (InvalidDataException broken)
        {
            throw Unreadable(broken);
        }

        for (var column = 0; column < Header.Count; column++)
        {
            columns.TryAdd(Header[column], column);
        }
    }

    public string Name => source.Name;

    public long Bytes => source.Bytes;

    public long OfBytes => source.OfBytes;

    public List<string> Header { get; }

    /// <summary>Number of cells in the current row.</summary>
    public int CellCount => row.Count;

    public bool Next()
    {
        try
        {
            row = reader.Next() ?? [];
            return row.Count > 0;
        }
        catch (InvalidDataException broken)
        {
            throw Unreadable(broken);
        }
    }

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (columns.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first filled cell of these columns; empty when there is none.</summary>
    public string Cell(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (columns.TryGetValue(name, out var column) && column < row.Count
                && row[column].Trim() is { Length: > 0 } cell)
            {
                return cell;
            }
        }

        return "";
    }

    public void Dispose()
    {
        text.Dispose();
        source.Dispose();
    }

    private ImportException Unreadable(InvalidDataException broken) =>
        new($"Found bytes in {Name} that do not unpack; expected gzip. Get the file again.", broken);
}
