namespace Twin.City.Metrics;

/// <summary>How many grids of an area have somebody at a seat of their own.</summary>
public readonly record struct DutyCover(int Grids, int OnDuty)
{
    /// <param name="grids">The grids of the area as they are now.</param>
    /// <param name="seated">Homes of the seats that somebody has taken.</param>
    public static DutyCover Of(IReadOnlyCollection<HomeId> grids, IEnumerable<HomeId> seated) =>
        new(grids.Count, grids.Intersect(seated).Count());
}
