using System.Globalization;
using Twin.Geo.Import.Reading;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>Standard addresses from CSV, each tied to its building.</summary>
/// <remarks>
/// A building column decides; else the footprint that holds the position or lies within 15 metres of it; else the
/// building of the same source id. An address that belongs to no building is refused: nobody could find its door.
/// </remarks>
internal sealed class AddressImport(
    ImportRequest request, FoundBuildings buildings, IReadOnlyDictionary<string, string> buildingIdOfSource)
{
    private const int RowsPerWord = 2_000;

    private static readonly string[] IdNames = ["id", "osm_id", "address_id", "@id", "地址编码"];
    private static readonly string[] HouseNames =
        ["housenumber", "house_number", "addr:housenumber", "house", "number", "门牌号"];
    private static readonly string[] RoadNames = ["street", "road", "addr:street", "street_name", "路街巷", "道路"];
    private static readonly string[] LngNames = ["lon", "lng", "longitude", "x", "经度"];
    private static readonly string[] LatNames = ["lat", "latitude", "y", "纬度"];
    private static readonly string[] BuildingNames = ["building", "building_id", "楼栋编码"];
    private static readonly string[] EntranceNames = ["entrance", "单元"];
    private static readonly string[] FloorNames = ["floor", "楼层"];
    private static readonly string[] RoomNames = ["room", "flat", "door", "unit", "室号"];

    private readonly Ids ids = new("h-");
    private readonly List<(int Building, ReferenceAddress Address)> taken = [];

    /// <summary>The addresses, those of one building together.</summary>
    public IEnumerable<ReferenceAddress> Addresses =>
        taken.OrderBy(pair => pair.Building).Select(pair => pair.Address);

    public Tally Run(IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var table = new CsvTable(request.Addresses!);
        CheckHeader(table);
        var tally = new Tally(CanonicalSets.Addresses, table.Name);
        while (table.Next())
        {
            var row = tally.Next();
            Take(tally, row, table);
            if (row % RowsPerWord == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new ImportProgress(CanonicalSets.Addresses, row, table.Bytes, table.OfBytes));
            }
        }

        progress?.Report(new ImportProgress(CanonicalSets.Addresses, tally.Rows, table.OfBytes, table.OfBytes));
        return tally;
    }

    private static void CheckHeader(CsvTable table)
    {
        var hasPlace = (table.Has(LngNames) && table.Has(LatNames)) || table.Has(BuildingNames);
        if (!hasPlace || !(table.Has(HouseNames) || table.Has(RoadNames)))
        {
            throw new ImportException(
                $"Found the columns {string.Join(", ", table.Header)} in {table.Name}; expected housenumber or street, "
                + "and lon with lat or building. Rename the columns.");
        }
    }

    private void Take(Tally tally, long row, CsvTable table)
    {
        var sourceId = table.Cell(IdNames) is { Length: > 0 } own ? own : $"row-{row}";
        var (house, road) = (table.Cell(HouseNames), table.Cell(RoadNames));
        if (table.CellCount != table.Header.Count)
        {
            tally.Refuse(row, sourceId, $"it has {table.CellCount} cells; expected {table.Header.Count}");
        }
        else if (house.Length == 0 && road.Length == 0)
        {
            tally.Refuse(row, sourceId, "it has neither road nor house number");
        }
        else if (BuildingOf(table, sourceId, out var why) is not { } building)
        {
            tally.Refuse(row, sourceId, why);
        }
        else
        {
            var id = ids.Next(sourceId, out var again);
            if (again)
            {
                tally.Note(row, sourceId, $"its id came before; it is kept as {id}");
            }

            taken.Add((building.Number, new ReferenceAddress(
                id, building.Id, road, house, Small(table.Cell(EntranceNames)), Small(table.Cell(FloorNames)),
                table.Cell(RoomNames))));
            tally.Take(row, sourceId, null);
        }
    }

    private ReferenceBuilding? BuildingOf(CsvTable table, string sourceId, out string why)
    {
        if (table.Cell(BuildingNames) is { Length: > 0 } named)
        {
            why = $"it names the building {named}, which was not imported";
            return buildings.Find(buildingIdOfSource.GetValueOrDefault(named));
        }

        var own = buildings.Find(buildingIdOfSource.GetValueOrDefault(sourceId));
        if (!TryNumber(table.Cell(LngNames), out var lng) || !TryNumber(table.Cell(LatNames), out var lat)
            || !new LngLat(lng, lat).IsOnEarth)
        {
            why = $"its position '{table.Cell(LngNames)}', '{table.Cell(LatNames)}' is not in degrees";
            return own;
        }

        why = "no building lies within 15 metres of it";
        return buildings.At(FeatureReader.ToWgs84(new LngLat(lng, lat), request.Datum)) ?? own;
    }

    private static int Small(string text) =>
        short.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
