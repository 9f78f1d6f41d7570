using System.Globalization;
using System.Text.Json;
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
        FoldedBoards folded, FoldedDevices devices, IEventLog log, CalendarView calendar, Outcome outcome,
        CancellationToken cancel)
    {
        var recount = new PageRecount(tree, folded, devices, calendar);
        var (compared, equal, unknown) = (0L, 0L, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var at in figures.GroupBy(one => one.Position).OrderBy(group => group.Key))
        {
            await folded.ReadTo(at.Key, log, _ => { }, cancel);
            recount.Begin();
            foreach (var one in at)
            {
                if (await recount.Of(one, cancel) is not { } counted)
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
}

/// <summary>What a screen shows under <c>data-figure</c>.</summary>
/// <param name="At">The moment of which it is: the end of its window, or the minute of its board.</param>
/// <param name="Readings">The readings that a vital sign of devices is out of.</param>
internal sealed record ShownFigure(
    string Figure, string Area, string Window, double? Value, long Position, DateTimeOffset At, long? Readings = null);
