using System.Text;

namespace Twin.Geo.Import.Reading;

/// <summary>Reads CSV row by row as RFC 4180 has it: quotes, doubled quotes, line ends of any kind.</summary>
internal sealed class CsvReader(TextReader text, string name)
{
    private readonly char[] buffer = new char[1 << 15];
    private readonly StringBuilder cell = new();
    private int at;
    private int length;
    private long line = 1;

    /// <summary>The cells of the next row; null at the end. Empty lines are passed over.</summary>
    public List<string>? Next()
    {
        var cells = new List<string>();
        while (true)
        {
            var next = Take();
            switch (next)
            {
                case -1 when cells.Count == 0 && cell.Length == 0:
                    return null;
                case -1 or '\n':
                    line += next == '\n' ? 1 : 0;
                    if (cells.Count == 0 && cell.Length == 0)
                    {
                        continue;
                    }

                    cells.Add(EndCell());
                    return cells;
                case '\r':
                    break;
                case ',':
                    cells.Add(EndCell());
                    break;
                case '"' when cell.Length == 0:
                    Quoted();
                    break;
                default:
                    cell.Append((char)next);
                    break;
            }
        }
    }

    private void Quoted()
    {
        var first = line;
        while (true)
        {
            var next = Take();
            if (next < 0)
            {
                throw new ImportException(
                    $"Found a quote in line {first} of {name} that never ends; expected its closing quote. "
                    + "The file may be cut: get it again.");
            }

            line += next == '\n' ? 1 : 0;
            if (next != '"')
            {
                cell.Append((char)next);
                continue;
            }

            if (Peek() != '"')
            {
                return;
            }

            cell.Append((char)Take());
        }
    }

    private string EndCell()
    {
        var done = cell.ToString();
        cell.Clear();
        return done;
    }

    private int Peek()
    {
        if (at == length)
        {
            (at, length) = (0, text.Read(buffer));
        }

        return at < length ? buffer[at] : -1;
    }

    private int Take()
    {
        var next = Peek();
        at += next < 0 ? 0 : 1;
        return next;
    }
}
