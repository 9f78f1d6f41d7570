using System.Globalization;
using Twin.Cli.Terminal;

namespace Twin.Cli.Verify;

/// <summary>A made-up fault in one live figure: whoever compares must find it by name.</summary>
internal sealed record Injection(string Home, int Figure, long Add)
{
    /// <summary>Reads <c>area/figure=+1</c>.</summary>
    public static Injection Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        var equals = text.IndexOf('=', Math.Max(slash, 0));
        var figure = slash > 0 && equals > slash ? Array.IndexOf(Figures.Names, text[(slash + 1)..equals]) : -1;
        var isNumber = long.TryParse(
            equals > 0 ? text[(equals + 1)..] : "", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var add);
        return figure >= 0 && isNumber && add != 0
            ? new Injection(text[..slash], figure, add)
            : throw new InputException(
                $"Found --inject {text}; expected area/figure=+1 with a figure of {string.Join(", ", Figures.Names)}.");
    }

    public void Into(LiveBoards live)
    {
        if (!live.Homes.TryGetValue(Home, out var board))
        {
            throw new InputException(
                $"Found --inject into '{Home}'; expected one of the {live.Homes.Count} areas, such as "
                + $"'{live.Homes.Keys.FirstOrDefault()}'.");
        }

        board.Figures[Figure] += Add;
    }
}
