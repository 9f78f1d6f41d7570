using Twin.City.Boards;
using Twin.City.Metrics;
using Twin.Contracts;

namespace Twin.Cli.Verify;

/// <summary>Counts figures of a screen again, at the position to which the log is folded.</summary>
internal sealed class PageRecount(HomeTree tree, FoldedBoards folded, FoldedDevices devices, CalendarView calendar)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone);
    private readonly Dictionary<SheetKey, Dictionary<string, double?>> _sheets = [];

    /// <summary>The log was folded on: what was counted before is of the past.</summary>
    public void Begin() => _sheets.Clear();

    /// <returns>Null for a figure that this tool cannot count.</returns>
    public async ValueTask<Recount?> Of(ShownFigure one, CancellationToken cancel)
    {
        if (tree.Find(one.Area) is not { } area) return null;
        if (!IsOfSheet(one.Figure)) return OfBoard(one, area, folded.At(one.Area, CanonicalMinute.Of(one.At)));
        var key = new SheetKey(one.Area, one.Window, one.At, one.Readings ?? 0);
        if (!_sheets.TryGetValue(key, out var values)) _sheets[key] = values = await Sheet(area, key, cancel);
        return values.TryGetValue(one.Figure, out var value) ? new Recount(value) : null;
    }

    private static bool IsOfSheet(string figure) => FigureTable.Of.TryGetValue(figure, out var row)
        ? row.Source == FigureSource.Log
        : SignTable.Of.TryGetValue(figure, out var sign)
            && sign.Source is FigureSource.Log or FigureSource.Device;

    private async ValueTask<Dictionary<string, double?>> Sheet(
        AreaView area, SheetKey key, CancellationToken cancel)
    {
        var all = folded.Metrics.AllOf(area, key.At, calendar) with
        {
            Devices = await devices.Of(area.Id, key.Readings, cancel),
        };
        var values = FigureSheet.Of(area.Level, MetricWindow.Of(key.Window) ?? MetricWindow.Live, all, _zone)
            .ToDictionary(figure => figure.Row.Id, figure => figure.Value, StringComparer.Ordinal);
        foreach (var counted in VitalSigns.Of(all)) values[counted.Row.Id] = counted.Value;
        return values;
    }

    private static Recount? OfBoard(ShownFigure one, AreaView area, Board board) =>
        one.Figure switch
        {
            "M24" => new Recount(board.HeatMicros / 1e6),
            "onTimeShare" => new Recount(Ratio(board.ClosedOnTime, board.ClosedOnTime + board.ClosedLate)),
            "openPerThousand" => new Recount(Ratio(board.Open * 1e3, area.Households)),
            _ when Array.IndexOf(Figures.Names, one.Figure) is >= 0 and var at => new Recount(Figures.Of(board)[at]),
            _ => null,
        };

    private static double? Ratio(double part, double whole) => whole == 0 ? null : part / whole;

    private readonly record struct SheetKey(string Area, string Window, DateTimeOffset At, long Readings);
}

/// <param name="Value">Null where there was nothing to count.</param>
internal readonly record struct Recount(double? Value);
