using Twin.Contracts;

namespace Twin.Long.Kill;

/// <summary>A place of its own for every key, so that the log itself tells which key a fact came from.</summary>
/// <remarks>Some centimetres apart, by the middle of the city; exact in the seventh digit after the point.</remarks>
internal sealed class Places(PointView centre)
{
    private const int PerRow = 1000;
    private const double Step = 1e-7;

    private readonly double _lng = Math.Round(centre.Lng, 5);
    private readonly double _lat = Math.Round(centre.Lat, 5);

    public (double Lng, double Lat) Of(int number) => (
        Math.Round(_lng + (number % PerRow * Step), 7), Math.Round(_lat + (number / PerRow * Step), 7));

    /// <summary>The key's number; null for a place that is none of ours.</summary>
    public int? NumberAt(double lng, double lat)
    {
        var (column, row) = (Math.Round((lng - _lng) / Step), Math.Round((lat - _lat) / Step));
        return column is >= 0 and < PerRow && row is >= 0 and < 1e6 ? (int)((row * PerRow) + column) : null;
    }
}
