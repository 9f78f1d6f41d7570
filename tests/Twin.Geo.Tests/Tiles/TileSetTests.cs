using System.IO.Compression;
using Twin.Geo.Demo;
using Twin.Geo.Reference;
using Twin.Geo.Tiles;

namespace Twin.Geo.Tests.Tiles;

public sealed class TileSetTests
{
    private static readonly ReferenceCity City = DemoCity.Generate(DemoSize.Small, 1);
    private static readonly TileSet Set = new(City);

    [Theory]
    [InlineData(13)]
    [InlineData(14)]
    public void Every_building_is_whole_in_exactly_one_tile(int zoom)
    {
        var seen = new Dictionary<ulong, double>();
        foreach (var layer in Layers(zoom, TileSet.BuildingLayer))
        {
            foreach (var feature in layer.Features)
            {
                Assert.True(seen.TryAdd(feature.Id, (double)feature.Tags["h"]), $"building {feature.Id} twice");
                Assert.Equal(0d, feature.Tags["base"]);
                Assert.All(feature.Paths, path => Assert.Equal(path[0], path[^1]));
                var building = City.Building((int)feature.Id)!;
                Assert.Equal(building.Kind, feature.Tags["kind"]);
                Assert.Equal(building.Footprint.RingCount, feature.Paths.Count);
            }
        }

        Assert.Equal(City.Buildings.Length, seen.Count);
        Assert.All(City.Buildings, building =>
            Assert.Equal(building.HeightMetres, seen[(ulong)building.Number], 0.001));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void From_far_away_every_building_is_one_box_around_it(int zoom)
    {
        var seen = new HashSet<ulong>();
        foreach (var feature in Layers(zoom, TileSet.BuildingLayer).SelectMany(layer => layer.Features))
        {
            Assert.True(seen.Add(feature.Id), $"building {feature.Id} twice");
            Assert.InRange(Assert.Single(feature.Paths).Count, 4, 5);
            Assert.Equal(City.Building((int)feature.Id)!.HeightMetres, (double)feature.Tags["h"], 0.001);
        }

        // What is smaller than a unit of the tile is not seen.
        Assert.InRange(seen.Count, City.Buildings.Length * 98 / 100, City.Buildings.Length);
    }

    [Fact]
    public void A_far_box_holds_the_corners_of_its_building()
    {
        var building = City.Buildings.MaxBy(one => one.Footprint.RingPoints(0).Length)!;
        var (x, y) = TileOf(building.Footprint.Bounds.Centre, 12);
        var drawn = TileReader.Read(Set.Tile(12, x, y))[TileSet.BuildingLayer].Features
            .Single(feature => feature.Id == (ulong)building.Number);
        var box = drawn.Paths[0].Select(corner => PlaceOf(12, x, y, corner))
            .Aggregate(Box.Nothing, (sum, at) => sum.With(at));
        const double OneUnit = 2.2e-5;
        Assert.All(building.Footprint.RingPoints(0), at =>
        {
            Assert.InRange(at.Lng, box.West - OneUnit, box.East + OneUnit);
            Assert.InRange(at.Lat, box.South - OneUnit, box.North + OneUnit);
        });
    }

    [Fact]
    public void No_building_is_drawn_below_zoom_11() => Assert.Empty(Layers(10, TileSet.BuildingLayer));

    [Fact]
    public void A_wall_comes_back_where_it_stands()
    {
        const double MetresOfHalfAUnit = 0.6;
        var building = City.Buildings[7];
        var (x, y) = TileOf(building.Footprint.Bounds.Centre, 14);
        var drawn = TileReader.Read(Set.Tile(14, x, y))[TileSet.BuildingLayer].Features
            .Single(feature => feature.Id == (ulong)building.Number);
        foreach (var corner in drawn.Paths[0])
        {
            var place = PlaceOf(14, x, y, corner);
            var nearest = building.Footprint.RingPoints(0).Min(place.MetresTo);
            Assert.True(nearest < MetresOfHalfAUnit, $"corner {corner} lies {nearest} m from the wall");
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(14)]
    public void Every_grid_and_outlined_area_is_there_by_its_place_in_the_list(int zoom)
    {
        var grids = Layers(zoom, TileSet.GridLayer).SelectMany(layer => layer.Features)
            .Select(feature => (feature.Id, (string)feature.Tags["id"])).Distinct();
        Assert.Equal(City.Grids.Select((grid, index) => ((ulong)index + 1, grid.Id)), grids.Order());
        var areas = Layers(zoom, TileSet.AreaLayer).SelectMany(layer => layer.Features)
            .Select(feature => (feature.Id, (string)feature.Tags["id"])).Distinct();
        Assert.Equal(
            City.Areas.Select((area, index) => (Id: (ulong)index + 1, Area: area))
                .Where(pair => pair.Area.Outline is not null).Select(pair => (pair.Id, pair.Area.Id)),
            areas.Order());
    }

    [Fact]
    public void Layers_keep_the_letter_of_the_specification()
    {
        foreach (var layer in AllTiles(14).SelectMany(tile => TileReader.Read(tile).Values))
        {
            Assert.Equal(2ul, layer.Version);
            Assert.Equal(4096ul, layer.Extent);
            Assert.NotEmpty(layer.Features);
            foreach (var feature in layer.Features.Where(feature => feature.Type == 3))
            {
                Assert.True(Surface(feature.Paths[0]) > 0, $"{layer.Name}: an exterior that runs like a hole");
                Assert.All(feature.Paths, path => Assert.True(path.Count >= 4));
            }
        }
    }

    [Fact]
    public void Labels_name_every_area_below_the_city()
    {
        var labels = Layers(14, TileSet.LabelLayer).SelectMany(layer => layer.Features)
            .Select(feature => (string)feature.Tags["id"]).ToHashSet();
        Assert.All(City.Areas.Skip(1), area => Assert.Contains(area.Id, labels));
    }

    [Theory]
    [InlineData(9, 0, 0)]
    [InlineData(15, 0, 0)]
    [InlineData(14, 0, 0)]
    [InlineData(14, -1, 99_999)]
    [InlineData(-3, 0, 0)]
    public void A_tile_without_city_is_empty(int zoom, int x, int y)
    {
        Assert.Empty(Set.Tile(zoom, x, y));
        Assert.Empty(Set.GzipTile(zoom, x, y));
    }

    [Fact]
    public void The_packed_tile_unpacks_to_the_plain_one_and_both_are_kept()
    {
        var (x, y) = TileOf(City.Bounds.Centre, 14);
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(Set.GzipTile(14, x, y)), CompressionMode.Decompress))
        {
            gzip.CopyTo(unpacked);
        }

        Assert.Equal(Set.Tile(14, x, y), unpacked.ToArray());
        Assert.Same(Set.Tile(14, x, y), Set.Tile(14, x, y));
    }

    [Fact]
    public void Many_readers_at_once_get_the_same_tile()
    {
        var set = new TileSet(City);
        var (x, y) = TileOf(City.Bounds.Centre, 13);
        var tiles = new byte[64][];
        Parallel.For(0, tiles.Length, i => tiles[i] = set.Tile(13, x, y));
        Assert.All(tiles, tile => Assert.Same(tiles[0], tile));
    }

    private static IEnumerable<TileReader.Layer> Layers(int zoom, string name) =>
        AllTiles(zoom).Select(TileReader.Read).Where(layers => layers.ContainsKey(name)).Select(layers => layers[name]);

    private static IEnumerable<byte[]> AllTiles(int zoom)
    {
        var (west, north) = TileOf(new LngLat(City.Bounds.West, City.Bounds.North), zoom);
        var (east, south) = TileOf(new LngLat(City.Bounds.East, City.Bounds.South), zoom);
        return from x in Enumerable.Range(west - 1, east - west + 3)
               from y in Enumerable.Range(north - 1, south - north + 3)
               let tile = Set.Tile(zoom, x, y)
               where tile.Length > 0
               select tile;
    }

    private static (int X, int Y) TileOf(LngLat at, int zoom)
    {
        var lat = double.DegreesToRadians(at.Lat);
        var side = 1 << zoom;
        return ((int)((at.Lng + 180) / 360 * side),
            (int)((1 - (Math.Asinh(Math.Tan(lat)) / Math.PI)) / 2 * side));
    }

    private static LngLat PlaceOf(int zoom, int x, int y, (int X, int Y) at)
    {
        double side = 1 << zoom;
        var worldY = (y + (at.Y / 4096d)) / side;
        return new LngLat(
            ((x + (at.X / 4096d)) / side * 360) - 180,
            double.RadiansToDegrees(Math.Atan(Math.Sinh(Math.PI * (1 - (2 * worldY))))));
    }

    private static long Surface(List<(int X, int Y)> ring) =>
        ring.Zip(ring.Skip(1)).Sum(edge => ((long)edge.First.X * edge.Second.Y) - ((long)edge.Second.X * edge.First.Y));
}
