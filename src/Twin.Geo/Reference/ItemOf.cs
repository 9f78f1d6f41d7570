namespace Twin.Geo.Reference;

/// <summary>From the rows of the store back to the records of the city.</summary>
internal static class ItemOf
{
    public static ReferenceArea Area(AreaRow row, int index) => new(
        row.Id, row.Code, Enum.Parse<AreaLevel>(row.Level), row.Name, row.Parent, Quantum.Place(row.Centre),
        row.Outline is null ? null : Quantum.Outline(row.Outline), row.Drawn);

    public static ReferenceGrid Grid(GridRow row, int index) => new(
        row.Id, row.Code, row.Name, row.Kind, row.Parent, Quantum.Place(row.Centre), Quantum.Outline(row.Outline),
        row.Households, row.Drawn, row.Low);

    // Buildings are numbered by their place in the set, from 1.
    public static ReferenceBuilding Building(BuildingRow row, int index) => new(
        index + 1, row.Id, row.Name, row.Kind, row.Height, row.Floors, Quantum.Place(row.Centre),
        Quantum.Outline(row.Outline), row.Grid);

    public static ReferenceAddress Address(AddressRow row, int index) => new(
        row.Id, row.Building, row.Road, row.House, row.Entrance, row.Floor, row.Room);

    public static ReferenceSite Site(SiteRow row, int index) =>
        new(row.Id, row.Type, row.Name, Quantum.Place(row.At), row.Grid, row.Capacity);

    public static ReferencePost Post(PostRow row, int index) => new(row.Id, row.Name, row.Area, row.Kind);

    public static GroundFeature Ground(GroundRow row, int index) =>
        new(row.Kind, row.Class, row.Name, [.. row.Paths.Select(Quantum.Path)]);
}
