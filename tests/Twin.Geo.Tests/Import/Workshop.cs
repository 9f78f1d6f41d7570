using System.Globalization;
using System.IO.Compression;
using System.Text;
using Twin.Geo.Import;

namespace Twin.Geo.Tests.Import;

/// <summary>A folder of a test's own: sources go in, a data folder comes out.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("twin-import-").FullName;

    public string Data => Path.Combine(folder, "data");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        using var file = File.Create(path);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    public string Features(string name, params string[] features) => Write(
        name, """{"type":"FeatureCollection","name":"x","features":[""" + string.Join(",\n", features)
            + """],"more":{"a":[1]}}""");

    public ImportRequest Request() => new() { Data = Data, Zone = "Asia/Shanghai", Name = "试城" };

    public static ImportReport Run(ImportRequest request) =>
        ReferenceImport.Run(request, null, TestContext.Current.CancellationToken);

    /// <summary>A square footprint with its south-west corner and its side in degrees.</summary>
    public static string Square(double lng, double lat, double side, string properties, string id = "1")
    {
        string At(double east, double north) => string.Create(
            CultureInfo.InvariantCulture, $"[{Math.Round(lng + east, 8)},{Math.Round(lat + north, 8)}]");
        return Shape(
            id, "Polygon", $"[[{At(0, 0)},{At(side, 0)},{At(side, side)},{At(0, side)},{At(0, 0)}]]", properties);
    }

    public static string Shape(string id, string type, string coordinates, string properties = "{}") =>
        $$$"""{"type":"Feature","properties":{{{properties}}},"""
        + $$$"""
          "geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}},"id":{{{id}}}}
          """;
}
