using System.Collections.Immutable;
using System.Globalization;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.Scenarios;

/// <summary>A simulated device: what it is, whose, where, and how its values go.</summary>
public sealed record DemoDevice(string Id, string Type, string Department, LngLat At, DemoValues Values);

/// <summary>The devices of a demo city, made from its places. The same city always has the same ones.</summary>
public static class DemoDevices
{
    private const double PerGrids = 100;

    public static ImmutableArray<DemoDevice> Of(ReferenceCity city) => [.. Rows().SelectMany(row => Of(row, city))];

    // Columns: type, department, places in order of liking, how many, and how the values go.
    private static IEnumerable<DemoDevice> Of(string[] row, ReferenceCity city)
    {
        var places = row[2].Split(';').SelectMany(word => PlacesOf(word, city)).Distinct().ToList();
        var wanted = (int)Math.Clamp(Figure(row[3]) * city.Grids.Length / PerGrids, Figure(row[4]), Figure(row[5]));
        var count = Math.Min(wanted, places.Count);
        for (var i = 0; i < count; i++)
        {
            // Taken evenly from all there are, so that they lie all over the city.
            yield return new DemoDevice(
                $"{row[0]}-{(i + 1).ToString("000", CultureInfo.InvariantCulture)}", row[0], row[1],
                places[(int)((long)i * places.Count / count)],
                new DemoValues(i, Figure(row[6]), Figure(row[7]), Figure(row[8]), Figure(row[9])));
        }
    }

    private static IEnumerable<LngLat> PlacesOf(string word, ReferenceCity city) => word switch
    {
        "Grid" => city.Grids.Select(grid => grid.Centre),
        "Low" => city.Grids.Where(grid => grid.Low).Select(grid => grid.Centre),
        "Building" => city.Buildings.Select(building => building.Centre),
        "Road" => city.Ground.Where(one => one is { IsLine: true, Class: "arterial" or "major" })
            .Select(one => one.Paths[0][one.Paths[0].Length / 2]),
        _ => city.Sites.Where(site => site.Type == word).Select(site => site.At),
    };

    private static IEnumerable<string[]> Rows()
    {
        using var stream = typeof(DemoDevices).Assembly.GetManifestResourceStream("demo-devices.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Trim().Split(','))];
    }

    private static double Figure(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
