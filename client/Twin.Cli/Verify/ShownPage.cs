using System.Globalization;
using System.Text.Json;
using Twin.City.Boards;
using Twin.City.Metrics;
using Twin.Cli.Terminal;
using Twin.Contracts;
using Twin.EventLog;

namespace Twin.Cli.Verify;

/// <summary>Figures that were read from a screen, each counted again from the log at its own position.</summary>
internal sealed class ShownPage(IReadOnlyList<ShownFigure> figures, HomeTree tree)
{
    private static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static ShownPage Read(string file, HomeTree tree)
    {
        try
        {
            return new ShownPage(JsonSerializer.Deserialize<ShownFigure[]>(File.ReadAllText(file), Wire)!, tree);
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new InputException($"Found --page {file}; expected a JSON array of figures. {fault.Message}");
        }
    }

    /// <summary>Folds on from position to position; what differs is named.</summary>
    public async Task Compare(
        FoldedBoards folded, IEventLog log, CalendarView calendar, Outcome outcome, CancellationToken cancel)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone);
        var (compared, equal, unknown) = (0L, 0L, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var at in figures.GroupBy(one => one.Position).OrderBy(group => group.Key))
        {
            await folded.ReadTo(at.Key, log, _ => { }, cancel);
            var sheets = new Dictionary<(string, string, DateTimeOffset), Dictionary<string, double?>>();
            foreach (var one in at)
            {
                if (ValueOf(one, folded, calendar, zone, sheets) is not { } counted)
                {
                    unknown.Add(one.Figure);
                    continue;
                }

                compared++;
                if (counted.Value is null == one.Value is null
                    && Math.Abs((counted.Value ?? 0) - (one.Value ?? 0)) <= Math.Abs(counted.Value ?? 0) * 1e-12)
                {
                    equal++;
                    continue;
                }

                outcome.Fault(string.Create(CultureInfo.InvariantCulture,
                    $"{one.Area}/{one.Figure} {one.Window}: the screen shows {one.Value:R}, by the fold "
                    + $"{counted.Value:R}, at position {one.Position}."));
            }
        }

        outcome.Add("page", compared).Add("pageEqual", equal).Add("pageElsewhere", unknown.Count)
            .AddToFile("elsewhere", string.Join(' ', unknown));
    }

    /// <returns>Null for a figure that this tool cannot count.</returns>
    private Recount? ValueOf(
        ShownFigure one, FoldedBoards folded, CalendarView calendar, TimeZoneInfo zone,
        Dictionary<(string, string, DateTimeOffset), Dictionary<string, double?>> sheets)
    {
        if (tree.Find(one.Area) is not { } area) return null;
        var isSheet = FigureTable.Of.TryGetValue(one.Figure, out var row) ? row.Source == FigureSource.Log
            : SignTable.Of.TryGetValue(one.Figure, out var sign) && sign.Source == FigureSource.Log;
        if (!isSheet) return OfBoard(one, area, folded.At(one.Area, CanonicalMinute.Of(one.At)));
        var key = (one.Area, one.Window, one.At);
        if (!sheets.TryGetValue(key, out var values))
        {
            var all = folded.Metrics.AllOf(area, one.At, calendar);
            sheets[key] = values = FigureSheet
                .Of(area.Level, MetricWindow.Of(one.Window) ?? MetricWindow.Live, all, zone)
                .ToDictionary(figure => figure.Row.Id, figure => figure.Value, StringComparer.Ordinal);
            foreach (var counted in VitalSigns.Of(all)) values[counted.Row.Id] = counted.Value;
        }

        return values.TryGetValue(one.Figure, out var value) ? new Recount(value) : null;
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

    /// <param name="Value">Null where there was nothing to count.</param>
    private readonly record struct Recount(double? Value);

    private static double? Ratio(double part, double whole) => whole == 0 ? null : part / whole;
}

/// <summary>What a screen shows under <c>data-figure</c>.</summary>
/// <param name="At">The moment of which it is: the end of its window, or the minute of its board.</param>
internal sealed record ShownFigure(
    string Figure, string Area, string Window, double? Value, long Position, DateTimeOffset At);
