using System.Globalization;
using Twin.City.Metrics;
using Twin.Cli.Terminal;
using Twin.Contracts;

namespace Twin.Cli.Verify;

/// <summary>A made-up fault in one live figure: whoever compares must find it by name.</summary>
internal sealed record Injection(string Home, string Figure, long Add)
{
    private static readonly string[] Known = [.. Figures.Names, .. FigureTable.Rows.Select(row => row.Id)];

    /// <summary>It goes into a live board; else into a sheet of figures.</summary>
    public bool IsOfBoard => Figures.Names.Contains(Figure);

    /// <summary>Reads <c>area/figure=+1</c>.</summary>
    public static Injection Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        var equals = text.IndexOf('=', Math.Max(slash, 0));
        var figure = slash > 0 && equals > slash ? text[(slash + 1)..equals] : "";
        var isNumber = long.TryParse(
            equals > 0 ? text[(equals + 1)..] : "", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var add);
        return Known.Contains(figure) && isNumber && add != 0
            ? new Injection(text[..slash], figure, add)
            : throw new InputException(
                $"Found --inject {text}; expected area/figure=+1 with a figure of {string.Join(", ", Known)}.");
    }

    public void Into(LiveBoards live)
    {
        if (!live.Homes.TryGetValue(Home, out var board))
        {
            throw new InputException(
                $"Found --inject into '{Home}'; expected one of the {live.Homes.Count} areas, such as "
                + $"'{live.Homes.Keys.FirstOrDefault()}'.");
        }

        if (IsOfBoard) board.Figures[Array.IndexOf(Figures.Names, Figure)] += Add;
    }

    public FiguresView Into(FiguresView live) => live.Area != Home ? live : live with
    {
        Figures = [.. live.Figures.Select(one =>
            one.Figure == Figure ? one with { Value = (one.Value ?? 0) + Add } : one)],
    };
}
