using System.Globalization;

namespace Twin.Geo.Import;

/// <summary>Where grids come from: a file, squares of a size, or cells of a number.</summary>
internal sealed record GridSource(string? File, double SquareMetres, int Cells)
{
    private const double LeastMetres = 50;
    private const double MostMetres = 10_000;
    private const int MostCells = 20_000;
    private const string Squares = "squares:";
    private const string Voronoi = "voronoi:";

    public static GridSource Parse(string? text)
    {
        if (text is null)
        {
            return new GridSource(null, 500, 0);
        }

        if (text.StartsWith(Squares, StringComparison.Ordinal))
        {
            var size = text[Squares.Length..];
            return size.EndsWith('m')
                && double.TryParse(size[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var metres)
                && metres >= LeastMetres && metres <= MostMetres
                    ? new GridSource(null, metres, 0)
                    : throw Wrong(text, string.Create(
                        CultureInfo.InvariantCulture, $"a size from {LeastMetres}m to {MostMetres}m, as squares:500m"));
        }

        if (text.StartsWith(Voronoi, StringComparison.Ordinal))
        {
            return int.TryParse(text[Voronoi.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var cells)
                && cells is >= 2 and <= MostCells
                    ? new GridSource(null, 0, cells)
                    : throw Wrong(text, $"a number from 2 to {MostCells}, as voronoi:200");
        }

        return new GridSource(text, 0, 0);
    }

    private static ImportException Wrong(string found, string expected) =>
        new($"Found the grids '{found}'; expected {expected}. Change --grids.");
}
