using System.Globalization;
using Twin.City.Metrics;
using Twin.Contracts;

namespace Twin.Cli.Verify;

/// <summary>A sheet of figures and vital signs beside those counted from the log at the same position.</summary>
internal static class FoldedFigures
{
    /// <summary>Each figure that differs in a sentence.</summary>
    public static IEnumerable<string> Differing(FiguresView live, MetricAsk all, string zone)
    {
        var folded = FigureSheet.Of(
            live.Level, MetricWindow.Of(live.Window)!, all, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var shown = live.Figures.ToDictionary(one => one.Figure);
        foreach (var one in folded)
        {
            var expected = Text(one.Value, one.N, one.Window.Word);
            var found = shown.TryGetValue(one.Row.Id, out var there)
                ? Text(there.Value, there.N, there.Window)
                : "nothing";
            if (found != expected) yield return Sentence(live, one.Row.Id, found, expected);
        }

        var signs = live.Signs.ToDictionary(one => one.Sign);
        foreach (var one in VitalSigns.Of(all))
        {
            var expected = Text(one.Value, 0, Said(one.Tone?.ToString(), one.At));
            var found = signs.TryGetValue(one.Row.Id, out var there)
                ? Text(there.Value, 0, Said(there.Tone, there.At))
                : "nothing";
            if (found != expected) yield return Sentence(live, one.Row.Id, found, expected);
        }
    }

    private static string Sentence(FiguresView live, string figure, string found, string expected) =>
        $"{live.Area}/{figure} {live.Window}: live {found}, by the fold {expected}, at position {live.Position}.";

    private static string Said(string? tone, DateTimeOffset? at) => string.Create(
        CultureInfo.InvariantCulture, $"{tone ?? "no tone"}{at?.UtcDateTime:' of 'O}");

    private static string Text(double? value, long rows, string? word) => string.Create(
        CultureInfo.InvariantCulture, $"{value:R} ({rows} rows, {word})");
}
