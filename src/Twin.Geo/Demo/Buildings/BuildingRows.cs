using System.Globalization;
using Twin.Geo.Demo.Ground;
using Twin.Geo.Demo.Wards;
using Twin.Geo.Reference;

namespace Twin.Geo.Demo.Buildings;

/// <summary>The buildings and their standard addresses.</summary>
internal sealed class BuildingRows
{
    private readonly Layout layout;
    private readonly WardRows wards;
    private readonly Dictionary<Block, (string Road, string House)> doors = [];
    private readonly List<(Raised Raised, ReferenceBuilding Row, Lot Lot, int Place)> all = [];

    public BuildingRows(Layout layout, WardRows wards)
    {
        (this.layout, this.wards) = (layout, wards);
        NumberTheBlocks();
        foreach (var lot in layout.Lots.All.OrderBy(lot => lot.Block.Grid.Number))
        {
            var compound = IsCompound(lot) ? layout.Names.Compound() : null;
            for (var i = 0; i < lot.Buildings.Count; i++)
            {
                all.Add((lot.Buildings[i], Row(lot, i, compound), lot, i + 1));
            }
        }

        Households = new int[layout.Parcels.Grids.Count];
    }

    public IReadOnlyList<(Raised Raised, ReferenceBuilding Row, Lot Lot, int Place)> All => all;

    /// <summary>Addresses by grid, once the addresses are made.</summary>
    public int[] Households { get; }

    /// <summary>Road and number of a block.</summary>
    public (string Road, string House) DoorOf(Block block) => doors[block];

    /// <summary>One address for every door, as many as the plan says.</summary>
    public List<ReferenceAddress> Addresses()
    {
        var wanted = layout.Plan.Households;
        var homes = Fitted([.. all.Select(building => building.Raised.Homes)], wanted);
        var addresses = new List<ReferenceAddress>(wanted);
        for (var i = 0; i < all.Count; i++)
        {
            var (_, row, lot, place) = all[i];
            var (road, house) = doors[lot.Block];
            var number = IsCompound(lot) ? $"{house}号{place}幢" : $"{house}-{place}号";
            foreach (var (entrance, floor, room) in Rooms(homes[i]))
            {
                if (addresses.Count < wanted)
                {
                    addresses.Add(new ReferenceAddress(
                        $"h-{addresses.Count + 1}", row.Id, road, number, entrance, floor, room));
                    Households[lot.Block.Grid.Number]++;
                }
            }
        }

        return addresses;
    }

    // Too many doors: some landings get half of them, some ground floors become shops. Too few: one more a landing.
    private static Homes?[] Fitted(Homes?[] homes, int wanted)
    {
        var count = homes.Sum(home => home?.Count ?? 0);
        void Try(int i, Homes fewer)
        {
            var less = homes[i]!.Count - fewer.Count;
            if (less < 0 ? count < wanted : count - less >= wanted)
            {
                homes[i] = fewer;
                count -= less;
            }
        }

        // Spread over the whole city, not from one end of it.
        const int Stride = 7_919;
        var high = Enumerable.Range(0, homes.Length).Where(i => homes[i] is { LastFloor: > 3 })
            .OrderBy(i => (long)i * Stride % homes.Length).ThenBy(i => i).ToList();
        high.ForEach(i => Try(i, homes[i]! with { DoorsPerFloor = Math.Max(1, homes[i]!.DoorsPerFloor / 2) }));
        high.ForEach(i => Try(i, homes[i]! with { FirstFloor = 2 }));
        high.ForEach(i => Try(i, homes[i]! with { DoorsPerFloor = homes[i]!.DoorsPerFloor + 1 }));
        return homes;
    }

    private static IEnumerable<(int Entrance, int Floor, string Room)> Rooms(Homes? homes)
    {
        if (homes is null)
        {
            yield break;
        }

        for (var entrance = 1; entrance <= homes.Entrances; entrance++)
        {
            for (var floor = homes.FirstFloor; floor <= homes.LastFloor; floor++)
            {
                for (var door = 1; door <= homes.DoorsPerFloor; door++)
                {
                    yield return (entrance, floor, ((floor * 100) + door).ToString(CultureInfo.InvariantCulture));
                }
            }
        }
    }

    private ReferenceBuilding Row(Lot lot, int place, string? compound)
    {
        var raised = lot.Buildings[place];
        var outline = Outline.FromRings(
            [layout.Closed(raised.Footprint), .. raised.Courts.Select(court => layout.Closed([.. court.Reverse()]))]);
        var name = raised.Name ?? (compound is not null && raised.Homes is not null ? $"{compound}{place + 1}幢" : null);
        return new ReferenceBuilding(
            all.Count + 1, $"b-{all.Count + 1}", name, raised.Kind, Math.Round(raised.HeightMetres, 1), raised.Floors,
            layout.At(Ring.Centroid(raised.Footprint)), outline, wards.GridIds[lot.Block.Grid.Number]);
    }

    private static bool IsCompound(Lot lot) => lot.Block.Use is Use.Slabs or Use.OldSlabs or Use.Towers or Use.Villas;

    // A block opens on its longest road that is not the widest; numbers rise along the road, odd on its left.
    private void NumberTheBlocks()
    {
        var byRoad = layout.Lots.All.Select(lot => (lot.Block, lot.Middle, Front: Front(lot.Block)))
            .GroupBy(door => door.Front.Road).OrderBy(group => group.Key);
        foreach (var road in byRoad)
        {
            var way = road.First().Front.Way;
            var counts = new[] { 0, 0 };
            var along = road.OrderBy(door => door.Middle.Dot(way)).ThenBy(door => door.Block.Tract);
            foreach (var (block, middle, front) in along)
            {
                var side = way.Cross(middle - front.At) > 0 ? 0 : 1;
                var number = (8 * counts[side]++) + (side == 0 ? 1 : 2);
                var name = road.Key == 0 ? "滨水巷" : layout.Roads.NameOf(road.Key);
                doors.Add(block, (name, number.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private (int Road, Vec Way, Vec At) Front(Block block)
    {
        var loop = layout.Mesh.Loop(block.Tract);
        var edges = loop.Select((point, i) => (From: point, To: loop[(i + 1) % loop.Count]))
            .Select(pair => (pair.From, pair.To, Edge: layout.Mesh.EdgeOf(pair.From, pair.To)))
            .Where(pair => pair.Edge.IsRoad)
            .GroupBy(pair => pair.Edge.Road)
            .OrderBy(road => road.First().Edge.Kind == EdgeKind.Arterial ? 1 : 0)
            .ThenByDescending(road => road.Sum(pair => (layout.Mesh[pair.To] - layout.Mesh[pair.From]).Length))
            .FirstOrDefault();
        if (edges is null)
        {
            return (0, new Vec(1, 0), layout.Mesh[loop[0]]);
        }

        var (from, to, _) = edges.First();
        var way = layout.Mesh[to] - layout.Mesh[from];
        return (edges.Key, way.X >= 0 ? way.Unit : way.Unit * -1, layout.Mesh[from]);
    }
}
