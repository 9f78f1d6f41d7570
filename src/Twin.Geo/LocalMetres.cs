namespace Twin.Geo;

/// <summary>A flat plane in metres around one place, good for a city.</summary>
/// <remarks>
/// Equirectangular, with the WGS 84 series for the length of a degree (Snyder, "Map Projections", 1987, p. 25).
/// At 20 km from the origin the error stays below 0.2 %.
/// </remarks>
public readonly record struct LocalMetres
{
    private readonly LngLat origin;
    private readonly double perLng;
    private readonly double perLat;

    public LocalMetres(LngLat origin)
    {
        this.origin = origin;
        var lat = double.DegreesToRadians(origin.Lat);
        perLat = 111_132.954 - (559.822 * Math.Cos(2 * lat)) + (1.175 * Math.Cos(4 * lat));
        perLng = (111_412.84 * Math.Cos(lat)) - (93.5 * Math.Cos(3 * lat)) + (0.118 * Math.Cos(5 * lat));
    }

    /// <summary>Metres east and north of the origin.</summary>
    public (double East, double North) From(LngLat at) =>
        ((at.Lng - origin.Lng) * perLng, (at.Lat - origin.Lat) * perLat);

    /// <summary>The place so many metres east and north of the origin.</summary>
    public LngLat At(double east, double north) => new(origin.Lng + (east / perLng), origin.Lat + (north / perLat));
}
