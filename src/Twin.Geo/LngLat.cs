namespace Twin.Geo;

/// <summary>A place on the earth in WGS 84 degrees, longitude first.</summary>
public readonly record struct LngLat(double Lng, double Lat)
{
    /// <summary>Mean radius of the earth (IUGG), in metres.</summary>
    public const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Great-circle distance in metres, by the haversine formula; within 0.5 % of the ellipsoid.</summary>
    public double MetresTo(LngLat other)
    {
        double lat1 = double.DegreesToRadians(Lat), lat2 = double.DegreesToRadians(other.Lat);
        var halfLat = Math.Sin((lat2 - lat1) / 2);
        var halfLng = Math.Sin(double.DegreesToRadians(other.Lng - Lng) / 2);
        var a = (halfLat * halfLat) + (Math.Cos(lat1) * Math.Cos(lat2) * halfLng * halfLng);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    /// <summary>True for a finite longitude in ±180 and a finite latitude in ±90.</summary>
    public bool IsOnEarth => Math.Abs(Lng) <= 180 && Math.Abs(Lat) <= 90;
}
