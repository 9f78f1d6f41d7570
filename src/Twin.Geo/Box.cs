using System.Text.Json.Serialization;

namespace Twin.Geo;

/// <summary>A rectangle in degrees; all four sides belong to it.</summary>
public readonly record struct Box(double West, double South, double East, double North)
{
    /// <summary>The box that holds nothing: any point grows it to that point.</summary>
    public static Box Nothing { get; } = new(
        double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    [JsonIgnore]
    public bool IsNothing => West > East || South > North;

    [JsonIgnore]
    public LngLat Centre => new((West + East) / 2, (South + North) / 2);

    public bool Contains(LngLat at) => at.Lng >= West && at.Lng <= East && at.Lat >= South && at.Lat <= North;

    public bool Meets(Box other) =>
        other.West <= East && other.East >= West && other.South <= North && other.North >= South;

    public Box With(LngLat at) => new(
        Math.Min(West, at.Lng), Math.Min(South, at.Lat), Math.Max(East, at.Lng), Math.Max(North, at.Lat));

    public Box With(Box other) => new(
        Math.Min(West, other.West), Math.Min(South, other.South),
        Math.Max(East, other.East), Math.Max(North, other.North));
}
