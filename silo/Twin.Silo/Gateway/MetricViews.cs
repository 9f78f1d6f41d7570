using Twin.City.Metrics;
using Twin.Contracts;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Metrics as the wire has them.</summary>
internal static class MetricViews
{
    public static MetricsView Of(MetricQuestion asked, MetricAnswer answer) => new(
        asked.Home.Value, asked.Department?.Value, asked.Level, asked.Window.Word, answer.From, answer.Until,
        answer.Drills, [.. answer.Figures.Select(Of)], answer.Position);

    public static FiguresView Of(MetricQuestion asked, FigureAnswer answer) => new(
        asked.Home.Value, asked.Department?.Value, asked.Level, asked.Window.Word, answer.Until, answer.Drills,
        [.. answer.Figures.Select(Of)], [.. answer.Signs.Select(Of)], answer.Position,
        answer.Readings);

    private static FigureView Of(CountedFigure figure)
    {
        var (row, metric) = (figure.Row, figure.Row.Metric);
        return new FigureView(
            row.Id, metric.Id, row.Group, row.Kind, row.Source.ToString(), row.Zh, row.En, figure.Window.Word,
            figure.From, figure.Value, figure.N, metric.Unit, metric.Target, metric.Mark, figure.IsFew ? true : null,
            figure.NotYet, row.LacksZh, row.LacksEn);
    }

    private static SignView Of(CountedSign sign)
    {
        var row = sign.Row;
        return new SignView(
            row.Id, row.Zh, row.En, row.ShortZh, row.ShortEn, row.Unit, row.Kind, row.Source.ToString(), sign.Value,
            sign.Tone?.ToString(), (int)row.StaleAfter.TotalSeconds, row.Limits[0].Value, row.Limits[1].Value,
            row.Limits[2].Value, row.Critical, row.From, sign.At,
            sign.Value is null ? row.LacksZh : null, sign.Value is null ? row.LacksEn : null);
    }

    /// <summary>A rate of few is not shown, and neither is what it could be counted from.</summary>
    public static MetricView Of(MetricFigure figure)
    {
        var (row, value, few) = (figure.Row, figure.Value, figure.IsFew);
        var hidden = few || value.NotYet is not null;
        return new MetricView(
            row.Id, row.Zh, row.En, MetricTable.WordsOf[row.Id].Kind, hidden ? null : Finite(value.Value),
            hidden ? null : value.Numerator, hidden ? null : value.Denominator, value.N, row.Unit, row.Target,
            row.Mark, row.Formula,
            hidden ? [] : [.. value.Parts.Select(part => new MetricPartView(part.Key, part.Value))],
            few ? true : null, value.NotYet);
    }

    public static MetricRowView Row(string id, MetricLine line, CaseRow row)
    {
        var words = MetricTable.WordsOf[id];
        return new MetricRowView(
            line.Counts, line.Amount, line.Group, line.Counts ? words.CountsZh : words.OtherwiseZh,
            line.Counts ? words.CountsEn : words.OtherwiseEn, row);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
