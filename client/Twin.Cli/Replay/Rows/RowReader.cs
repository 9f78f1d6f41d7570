using System.Globalization;
using Twin.Cli.Replay.Sources;
using Twin.Geo;

namespace Twin.Cli.Replay.Rows;

/// <summary>Understands rows by a mapping and names everything odd about them.</summary>
public sealed class RowReader
{
    private readonly SourceMap _map;
    private readonly RowColumns _columns;
    private readonly LocalTimes _times;
    private readonly RowAccount _account;
    private readonly (LocalMetres Plane, double WithinMetres)[] _defaults;
    private readonly HashSet<string> _ids = [];
    private readonly Dictionary<string, string> _interned = [];

    public RowReader(SourceMap map, IReadOnlyList<string> header, RowAccount account)
    {
        _map = map;
        _columns = new RowColumns(header, map);
        _times = new LocalTimes(map.Zone, map.Times, map.WhenTwice == "later");
        _account = account;
        _defaults =
        [
            .. map.DefaultPlaces.Select(
                place => (new LocalMetres(new LngLat(place.Lng, place.Lat)), place.WithinMetres)),
        ];
    }

    /// <summary>The row as it is to be sent; null when it cannot be, which the account then names.</summary>
    public ReplayRow? Read(CsvRow row)
    {
        _account.Begin();
        var cells = row.Cells;
        if (cells.Length != _columns.Count)
        {
            return Unusable(row, "", Oddity.CellsDiffer, $"{cells.Length} cells, the header has {_columns.Count}");
        }

        var id = cells[_columns.Id].Trim();
        var state = cells[_columns.State].Trim();
        var closed = _map.State.Closed.Contains(state);
        var (reading, opened) = _times.Read(cells[_columns.Opened]);
        switch (reading)
        {
            case var _ when id.Length == 0:
                return Unusable(row, "", Oddity.IdMissing, "");
            case var _ when !_ids.Add(id):
                return Unusable(row, id, Oddity.IdAgain, "");
            case Reading.Empty or Reading.Unreadable:
                return Unusable(row, id, Oddity.OpenedUnreadable, cells[_columns.Opened]);
            case var _ when !closed && !_map.State.Open.Contains(state):
                return Unusable(row, id, Oddity.StateUnknown, state);
            default:
                Note(reading, Oddity.OpenedAmbiguous, id, row.Line, cells[_columns.Opened]);
                return Usable(row, id, opened, closed);
        }
    }

    private ReplayRow Usable(CsvRow row, string id, DateTimeOffset opened, bool isClosed)
    {
        var closed = Closed(row, id, opened, isClosed);
        var due = Due(row, id, opened);
        var (lng, lat) = Place(row, id);
        var understood = new ReplayRow(
            row.Line, id, opened, closed, due, lng, lat, IsDefault(lng, lat),
            Word(_map.Class, _columns.Class, row.Cells), Word(_map.Source, _columns.Source, row.Cells),
            Words(_columns.Text, row.Cells), Words(_columns.Result, row.Cells));
        _account.Add(understood, Verdict(row, understood));
        return understood;
    }

    private DateTimeOffset? Closed(CsvRow row, string id, DateTimeOffset opened, bool isClosed)
    {
        var text = Cell(row, _columns.Closed);
        var (reading, closed) = _times.Read(text, opened);
        if (!isClosed)
        {
            if (reading != Reading.Empty)
            {
                _account.Odd(Oddity.OpenYetClosed, id, row.Line, text);
            }

            return null;
        }

        if (reading is Reading.Empty or Reading.Unreadable)
        {
            _account.Odd(Oddity.ClosedUnreadable, id, row.Line, text);
            return null;
        }

        Note(reading, Oddity.ClosedAmbiguous, id, row.Line, text);
        if (closed < opened)
        {
            _account.Odd(Oddity.ClosedBeforeOpened, id, row.Line, text);
        }

        return closed;
    }

    private DateTimeOffset? Due(CsvRow row, string id, DateTimeOffset opened)
    {
        var text = Cell(row, _columns.Due);
        var (reading, due) = _times.Read(text);
        if (reading is Reading.Empty or Reading.Unreadable)
        {
            if (reading == Reading.Unreadable)
            {
                _account.Odd(Oddity.DueUnreadable, id, row.Line, text);
            }

            return null;
        }

        Note(reading, Oddity.DueAmbiguous, id, row.Line, text);
        if (due < opened)
        {
            _account.Odd(Oddity.DueBeforeOpened, id, row.Line, text);
        }

        return due;
    }

    private (double? Lng, double? Lat) Place(CsvRow row, string id)
    {
        var (lng, lat) = (Cell(row, _columns.Lng), Cell(row, _columns.Lat));
        if (double.TryParse(lng, NumberStyles.Float, CultureInfo.InvariantCulture, out var east)
            && double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var north)
            && Math.Abs(east) <= 180 && Math.Abs(north) <= 90)
        {
            return (east, north);
        }

        _account.Odd(Oddity.PlaceMissing, id, row.Line, $"{lng},{lat}");
        return (null, null);
    }

    private bool IsDefault(double? lng, double? lat)
    {
        if (lng is null || lat is null)
        {
            return false;
        }

        foreach (var (plane, withinMetres) in _defaults)
        {
            var (east, north) = plane.From(new LngLat(lng.Value, lat.Value));
            if (Math.Sqrt((east * east) + (north * north)) <= withinMetres)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares the source's own verdict on a closed row with its times.</summary>
    private SourceVerdict Verdict(CsvRow row, ReplayRow understood)
    {
        if (_map.Verdict is null || understood.Lateness == Lateness.Open)
        {
            return SourceVerdict.None;
        }

        var text = Cell(row, _columns.Verdict).Trim();
        if (text.Length == 0)
        {
            _account.Odd(Oddity.VerdictEmpty, understood.Id, row.Line, understood.Lateness.ToString());
            return SourceVerdict.Empty;
        }

        var late = understood.Lateness == Lateness.Late;
        if (!(late ? _map.Verdict.Missed : _map.Verdict.Met).Contains(text))
        {
            _account.Odd(Oddity.VerdictDiffers, understood.Id, row.Line, $"{text}, by its times {understood.Lateness}");
            return SourceVerdict.Differs;
        }

        return SourceVerdict.Agrees;
    }

    private ReplayRow? Unusable(CsvRow row, string id, Oddity why, string found)
    {
        _account.Unusable(why, id, row.Line, found);
        return null;
    }

    private void Note(Reading reading, Oddity whenTwice, string id, long line, string text)
    {
        if (reading == Reading.Twice)
        {
            _account.Odd(whenTwice, id, line, text);
        }
        else if (reading == Reading.Skipped)
        {
            _account.Odd(Oddity.TimeSkipped, id, line, text);
        }
    }

    /// <summary>Cells repeat: one string for all that are the same keeps a big file small.</summary>
    private static string Word(WordMap words, int[] columns, string[] cells)
    {
        foreach (var column in columns)
        {
            if (words.Map.TryGetValue(cells[column].Trim(), out var ours))
            {
                return ours;
            }
        }

        return words.Otherwise;
    }

    private string? Words(int[] columns, string[] cells)
    {
        var words = string.Join(", ", columns.Select(column => cells[column].Trim()).Where(cell => cell.Length > 0));
        return words.Length == 0 ? null
            : _interned.TryGetValue(words, out var known) ? known
            : _interned[words] = words;
    }

    private static string Cell(CsvRow row, int column) => column < 0 ? "" : row.Cells[column];
}
