namespace Twin.Geo.Demo.Buildings;

/// <summary>A building of the demo city while it is made.</summary>
internal sealed record Raised(Vec[] Footprint, string Kind, double HeightMetres, int Floors)
{
    public List<Vec[]> Courts { get; init; } = [];

    /// <summary>Null where nobody lives.</summary>
    public Homes? Homes { get; init; }

    /// <summary>What is carved over the door, such as a school's name; the number in a compound comes later.</summary>
    public string? Name { get; set; }
}

/// <summary>The dwellings of a building: stairwells, doors on a landing, and the floors lived on.</summary>
internal sealed record Homes(int Entrances, int DoorsPerFloor, int FirstFloor, int LastFloor)
{
    public int Count => Entrances * DoorsPerFloor * (LastFloor - FirstFloor + 1);
}
