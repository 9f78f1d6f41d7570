namespace Twin.Geo;

/// <summary>Turns Chinese map coordinates into WGS 84 and back.</summary>
/// <remarks>
/// GCJ-02 by the formula that became public with the "EvilTransform" source (eviltransform by googollee, 2013, and
/// coordtransform by wandergis, 2015), on the Krasovsky 1940 ellipsoid; BD-09 is a turn of GCJ-02 in polar form.
/// The inverse iterates until the step is below a millimetre. Outside mainland China there is no shift, by definition.
/// CGCS2000 is taken as WGS 84.
/// </remarks>
public static class Datum
{
    private const double KrasovskyAxisMetres = 6_378_245.0;
    private const double KrasovskyEccentricitySquared = 0.006_693_421_622_965_943;
    private const double BaiduTurn = Math.PI * 3000 / 180;
    private const int MostRounds = 30;
    private const double StepDegrees = 1e-9;

    public static LngLat Gcj02FromWgs84(LngLat at)
    {
        if (IsOutsideChina(at))
        {
            return at;
        }

        double x = at.Lng - 105, y = at.Lat - 35;
        var lat = double.DegreesToRadians(at.Lat);
        var magic = 1 - (KrasovskyEccentricitySquared * Math.Sin(lat) * Math.Sin(lat));
        var root = Math.Sqrt(magic);
        var north = NorthShift(x, y) * 180
            / (KrasovskyAxisMetres * (1 - KrasovskyEccentricitySquared) / (magic * root) * Math.PI);
        var east = EastShift(x, y) * 180 / (KrasovskyAxisMetres / root * Math.Cos(lat) * Math.PI);
        return new LngLat(at.Lng + east, at.Lat + north);
    }

    public static LngLat Wgs84FromGcj02(LngLat at) => Inverse(at, Gcj02FromWgs84);

    public static LngLat Bd09FromWgs84(LngLat at) => IsOutsideChina(at) ? at : Bd09FromGcj02(Gcj02FromWgs84(at));

    public static LngLat Wgs84FromBd09(LngLat at) => Inverse(at, Bd09FromWgs84);

    private static LngLat Bd09FromGcj02(LngLat at)
    {
        var radius = Math.Sqrt((at.Lng * at.Lng) + (at.Lat * at.Lat)) + (0.00002 * Math.Sin(at.Lat * BaiduTurn));
        var angle = Math.Atan2(at.Lat, at.Lng) + (0.000003 * Math.Cos(at.Lng * BaiduTurn));
        return new LngLat((radius * Math.Cos(angle)) + 0.0065, (radius * Math.Sin(angle)) + 0.006);
    }

    // The shift changes by less than a thousandth of the way, so each round wins about three digits.
    private static LngLat Inverse(LngLat at, Func<LngLat, LngLat> forward)
    {
        var guess = at;
        for (var round = 0; round < MostRounds; round++)
        {
            var there = forward(guess);
            double east = at.Lng - there.Lng, north = at.Lat - there.Lat;
            guess = new LngLat(guess.Lng + east, guess.Lat + north);
            if (Math.Abs(east) < StepDegrees && Math.Abs(north) < StepDegrees)
            {
                break;
            }
        }

        return guess;
    }

    // The box of the published formula.
    private static bool IsOutsideChina(LngLat at) =>
        at.Lng is < 72.004 or > 137.8347 || at.Lat is < 0.8293 or > 55.8271;

    private static double NorthShift(double x, double y) =>
        -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x))) + Ripple(x)
        + (((20 * Math.Sin(y * Math.PI)) + (40 * Math.Sin(y / 3 * Math.PI))) * 2 / 3)
        + (((160 * Math.Sin(y / 12 * Math.PI)) + (320 * Math.Sin(y * Math.PI / 30))) * 2 / 3);

    private static double EastShift(double x, double y) =>
        300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x))) + Ripple(x)
        + (((20 * Math.Sin(x * Math.PI)) + (40 * Math.Sin(x / 3 * Math.PI))) * 2 / 3)
        + (((150 * Math.Sin(x / 12 * Math.PI)) + (300 * Math.Sin(x / 30 * Math.PI))) * 2 / 3);

    private static double Ripple(double x) =>
        ((20 * Math.Sin(6 * x * Math.PI)) + (20 * Math.Sin(2 * x * Math.PI))) * 2 / 3;
}
