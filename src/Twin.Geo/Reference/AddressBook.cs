using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>All addresses of a city in columns: about 40 bytes an address, records are made when asked.</summary>
public sealed class AddressBook
{
    public static readonly AddressBook None = new([]);

    private readonly string[] ids;
    private readonly string[] buildingIds;
    private readonly string[] roads;
    private readonly string[] houses;
    private readonly string[] rooms;
    private readonly short[] entrances;
    private readonly short[] floors;
    private readonly Lazy<Dictionary<string, int>> rowById;
    private readonly Lazy<Dictionary<string, (int First, int Count)>> rowsByBuilding;

    /// <summary>Rows of one building must follow each other.</summary>
    public AddressBook(IReadOnlyCollection<ReferenceAddress> addresses)
    {
        var words = new Dictionary<string, string>();
        string Once(string word) => words.TryGetValue(word, out var known) ? known : words[word] = word;
        ids = [.. addresses.Select(address => address.Id)];
        buildingIds = [.. addresses.Select(address => Once(address.BuildingId))];
        roads = [.. addresses.Select(address => Once(address.Road))];
        houses = [.. addresses.Select(address => Once(address.House))];
        rooms = [.. addresses.Select(address => Once(address.Room))];
        entrances = [.. addresses.Select(address => (short)address.Entrance)];
        floors = [.. addresses.Select(address => (short)address.Floor)];
        rowById = new(() => ids.Select((id, row) => (id, row)).ToDictionary(pair => pair.id, pair => pair.row));
        rowsByBuilding = new(ByBuilding);
    }

    public int Count => ids.Length;

    public ReferenceAddress this[int row] =>
        new(ids[row], buildingIds[row], roads[row], houses[row], entrances[row], floors[row], rooms[row]);

    public ReferenceAddress? Find(string id) => rowById.Value.TryGetValue(id, out var row) ? this[row] : null;

    public ImmutableArray<ReferenceAddress> Of(string buildingId) =>
        rowsByBuilding.Value.TryGetValue(buildingId, out var rows)
            ? [.. Enumerable.Range(rows.First, rows.Count).Select(row => this[row])]
            : [];

    public int CountOf(string buildingId) =>
        rowsByBuilding.Value.TryGetValue(buildingId, out var rows) ? rows.Count : 0;

    public IEnumerable<ReferenceAddress> All() => Enumerable.Range(0, Count).Select(row => this[row]);

    private Dictionary<string, (int First, int Count)> ByBuilding()
    {
        var rows = new Dictionary<string, (int First, int Count)>();
        for (var first = 0; first < Count;)
        {
            var end = first;
            while (end < Count && buildingIds[end] == buildingIds[first])
            {
                end++;
            }

            rows.Add(buildingIds[first], (first, end - first));
            first = end;
        }

        return rows;
    }
}
