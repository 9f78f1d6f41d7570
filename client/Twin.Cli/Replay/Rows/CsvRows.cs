using System.IO.Compression;
using System.Text;
using Twin.Cli.Terminal;

namespace Twin.Cli.Replay.Rows;

/// <summary>A row of a CSV file with the line it starts on.</summary>
public readonly record struct CsvRow(long Line, string[] Cells);

/// <summary>Reads CSV as RFC 4180 says, plain or gzip, row by row.</summary>
public sealed class CsvRows : IDisposable
{
    private const int BufferCharacters = 64 * 1024;
    private const int GzipMark = 0x8B1F;

    private readonly TextReader _text;
    private readonly char[] _buffer = new char[BufferCharacters];
    private readonly StringBuilder _cell = new();
    private readonly List<string> _cells = [];
    private int _at;
    private int _end;
    private long _line = 1;

    public CsvRows(TextReader text)
    {
        _text = text;
        Header = Next()?.Cells ?? [];
    }

    public static CsvRows Open(string file)
    {
        if (!File.Exists(file))
        {
            throw new InputException($"Found no file '{file}'; expected a CSV file, plain or gzip. Check the path.");
        }

        var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var gzip = bytes.ReadByte() | (bytes.ReadByte() << 8);
        bytes.Position = 0;
        Stream plain = gzip == GzipMark ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        return new CsvRows(new StreamReader(plain, Encoding.UTF8, true, 1 << 16));
    }

    public IReadOnlyList<string> Header { get; }

    public void Dispose() => _text.Dispose();

    /// <summary>The rows after the header; empty lines are none.</summary>
    public IEnumerable<CsvRow> Read()
    {
        while (Next() is { } row)
        {
            if (row.Cells is not [""])
            {
                yield return row;
            }
        }
    }

    private CsvRow? Next()
    {
        var first = _line;
        _cells.Clear();
        _cell.Clear();
        if (Peek() < 0)
        {
            return null;
        }

        while (true)
        {
            if (Peek() == '"')
            {
                Quoted(first);
            }

            switch (Take())
            {
                case ',':
                    EndCell();
                    break;
                case '\r' when Peek() == '\n':
                    break;
                case '\n':
                    _line++;
                    return End(first);
                case < 0:
                    return End(first);
                case var other:
                    _cell.Append((char)other);
                    break;
            }
        }
    }

    private void Quoted(long first)
    {
        Take();
        while (true)
        {
            switch (Take())
            {
                case '"' when Peek() == '"':
                    _cell.Append((char)Take());
                    break;
                case '"':
                    return;
                case < 0:
                    throw new InputException(
                        $"Line {first}: found a quote that never ends; expected the closing one. The file may be cut.");
                case var other:
                    _line += other == '\n' ? 1 : 0;
                    _cell.Append((char)other);
                    break;
            }
        }
    }

    private CsvRow End(long first)
    {
        EndCell();
        return new CsvRow(first, [.. _cells]);
    }

    private void EndCell()
    {
        _cells.Add(_cell.ToString());
        _cell.Clear();
    }

    private int Peek()
    {
        if (_at == _end)
        {
            (_at, _end) = (0, _text.Read(_buffer));
        }

        return _at < _end ? _buffer[_at] : -1;
    }

    private int Take()
    {
        var next = Peek();
        _at += next < 0 ? 0 : 1;
        return next;
    }
}
