using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Compression;
using Twin.Geo.Reference;

namespace Twin.Geo.Tiles;

/// <summary>The city as Mapbox Vector Tiles: written on first demand, then kept. Thread-safe.</summary>
/// <remarks>
/// Layers: land, block, green, water, road (z10–14, clipped with a buffer), grid and area (outlines; feature id = place
/// in the city's list + 1, because id 0 is no id to some renderers), building (z11–14, to z12 as boxes; each one whole
/// in the one tile that holds its box centre; feature id = its number), label (points). Zoom 14 is the last; maps
/// enlarge it beyond.
/// </remarks>
public sealed class TileSet
{
    public const string LandLayer = "land";
    public const string BlockLayer = "block";
    public const string GreenLayer = "green";
    public const string WaterLayer = "water";
    public const string RoadLayer = "road";
    public const string GridLayer = "grid";
    public const string AreaLayer = "area";
    public const string BuildingLayer = "building";
    public const string LabelLayer = "label";

    public const int LeastZoom = 10;
    public const int MostZoom = 14;
    public const int BuildingsFromZoom = 13;

    /// <summary>From here on each building is a box.</summary>
    public const int FarBuildingsFromZoom = 11;

    /// <summary>A city of more buildings shows them only near by: no screen draws so many at once.</summary>
    public const int MostFarBuildings = 150_000;

    private readonly ImmutableArray<TileFeature> features;
    private readonly Lazy<Dictionary<(int X, int Y), List<int>>>[] tilesByZoom;
    private readonly ConcurrentDictionary<(int Zoom, int X, int Y), Lazy<(byte[] Plain, byte[] Gzip)>> written = new();

    public TileSet(ReferenceCity city)
        : this(city, city.Areas, city.Grids)
    {
    }

    /// <summary>The city with other areas and grids than those of its rows; null keeps the number of one that is
    /// over.</summary>
    public TileSet(ReferenceCity city, IEnumerable<ReferenceArea?> areas, IEnumerable<ReferenceGrid?> grids)
    {
        features = TilePlan.Of(city, [.. areas], [.. grids]);
        Bounds = city.Bounds;
        tilesByZoom =
        [
            .. Enumerable.Range(0, MostZoom + 1).Select(zoom =>
                new Lazy<Dictionary<(int X, int Y), List<int>>>(() => Tiles(zoom))),
        ];
    }

    /// <summary>The box that the tiles fill.</summary>
    public Box Bounds { get; }

    /// <summary>The tile as plain protobuf; empty where the city has nothing.</summary>
    public byte[] Tile(int zoom, int x, int y) => Written(zoom, x, y).Plain;

    /// <summary>The same, compressed with gzip for the wire; empty where the city has nothing.</summary>
    public byte[] GzipTile(int zoom, int x, int y) => Written(zoom, x, y).Gzip;

    // Bound: only tiles that hold something are kept, so there are never more than the city covers.
    private (byte[] Plain, byte[] Gzip) Written(int zoom, int x, int y)
    {
        if (zoom is < LeastZoom or > MostZoom || !tilesByZoom[zoom].Value.TryGetValue((x, y), out var here))
        {
            return ([], []);
        }

        return written.GetOrAdd((zoom, x, y), key => new(() => Write(key.Zoom, key.X, key.Y, here))).Value;
    }

    private (byte[] Plain, byte[] Gzip) Write(int zoom, int x, int y, List<int> here)
    {
        var frame = new TileFrame(zoom, x, y);
        var layers = new Dictionary<string, LayerWriter>();
        foreach (var feature in here.Select(number => features[number]))
        {
            if (!layers.TryGetValue(feature.Layer, out var layer))
            {
                layers.Add(feature.Layer, layer = new LayerWriter(feature.Layer));
            }

            layer.Add(feature, frame);
        }

        var tile = new ProtoWriter();
        foreach (var layer in layers.Values.Where(layer => layer.Count > 0))
        {
            layer.CopyTo(tile);
        }

        var plain = tile.Written.ToArray();
        return (plain, Gzip(plain));
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    private Dictionary<(int X, int Y), List<int>> Tiles(int zoom)
    {
        var tiles = new Dictionary<(int X, int Y), List<int>>();
        for (var number = 0; number < features.Length; number++)
        {
            if (zoom < features[number].LeastZoom || zoom > features[number].MostZoom)
            {
                continue;
            }

            var (west, north, east, south) = Range(features[number], zoom);
            for (var y = north; y <= south; y++)
            {
                for (var x = west; x <= east; x++)
                {
                    if (!tiles.TryGetValue((x, y), out var here))
                    {
                        tiles.Add((x, y), here = []);
                    }

                    here.Add(number);
                }
            }
        }

        return tiles;
    }

    private static (int West, int North, int East, int South) Range(TileFeature feature, int zoom)
    {
        var side = 1 << zoom;
        var box = feature.Bounds;
        int Index(double world, double spare) => Math.Clamp((int)Math.Floor((world * side) + spare), 0, side - 1);
        if (feature.Whole)
        {
            var (x, y) = (Index(box.Centre.Lng, 0), Index(box.Centre.Lat, 0));
            return (x, y, x, y);
        }

        const double Spare = (double)TileFrame.Buffer / TileFrame.Extent;
        return (Index(box.West, -Spare), Index(box.South, -Spare), Index(box.East, Spare), Index(box.North, Spare));
    }
}
