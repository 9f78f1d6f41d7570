using Twin.Cli.Replay.Sources;
using Twin.Cli.Terminal;

namespace Twin.Cli.Replay.Rows;

/// <summary>Where the mapping's columns stand in this file; -1 where the mapping names none.</summary>
internal sealed class RowColumns
{
    private readonly IReadOnlyList<string> _header;

    public RowColumns(IReadOnlyList<string> header, SourceMap map)
    {
        _header = header;
        Id = At(map.Columns.Id);
        Opened = At(map.Columns.Opened);
        Closed = At(map.Columns.Closed);
        Due = At(map.Columns.Due);
        Lng = At(map.Columns.Lng);
        Lat = At(map.Columns.Lat);
        State = At(map.State.Column);
        Verdict = At(map.Verdict?.Column);
        Text = [.. map.Columns.Text.Select(At)];
        Result = [.. map.Columns.Result.Select(At)];
        Class = [.. map.Class.Columns.Select(At)];
        Source = [.. map.Source.Columns.Select(At)];
    }

    public int Count => _header.Count;

    public int Id { get; }

    public int Opened { get; }

    public int Closed { get; }

    public int Due { get; }

    public int Lng { get; }

    public int Lat { get; }

    public int State { get; }

    public int Verdict { get; }

    public int[] Text { get; }

    public int[] Result { get; }

    public int[] Class { get; }

    public int[] Source { get; }

    private int At(string? column)
    {
        if (column is null)
        {
            return -1;
        }

        for (var i = 0; i < _header.Count; i++)
        {
            if (_header[i] == column)
            {
                return i;
            }
        }

        throw new InputException(
            $"Found no column '{column}' in the file; it has {string.Join(", ", _header)}. "
            + "Change the mapping, or choose another one.");
    }
}
