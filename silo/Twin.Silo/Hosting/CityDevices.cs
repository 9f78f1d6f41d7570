using System.Collections.Immutable;
using System.Globalization;
using Twin.City;
using Twin.City.Devices;
using Twin.City.Tables;
using Twin.Geo;
using Twin.Geo.Reference;
using Twin.Scenarios;
using Twin.Silo.Options;

namespace Twin.Silo.Hosting;

/// <summary>Which devices the city has: of a file in its folder, else simulated ones where the city is, too.</summary>
internal static class CityDevices
{
    /// <summary>Columns: id, type, department, lng, lat.</summary>
    public const string FileName = "devices.csv";

    /// <exception cref="OptionException">The file cannot be read; the sentence says where.</exception>
    public static ImmutableArray<Device> Of(ReferenceCity city, string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? Read(file)
            : city.Demo ? [.. DemoDevices.Of(city).Select(Of)]
            : [];
    }

    private static Device Of(DemoDevice one) => new(
        new DeviceId(one.Id), DeviceType.Find(one.Type)!, new DepartmentId(one.Department), one.At);

    private static ImmutableArray<Device> Read(string file)
    {
        try
        {
            var devices = Csv.Parse(FileName, File.ReadAllText(file)).Rows.Select(Of).ToImmutableArray();
            return devices.CountBy(device => device.Id).FirstOrDefault(id => id.Value > 1) is { Value: > 1 } twice
                ? throw new FormatException($"{FileName}: found the id '{twice.Key}' twice; expected it once.")
                : devices;
        }
        catch (FormatException fault)
        {
            throw new OptionException($"{fault.Message} Correct the file, or take it away.");
        }
    }

    private static Device Of(CsvRow row)
    {
        var department = new DepartmentId(row["department"]);
        var at = new LngLat(Degrees(row, "lng"), Degrees(row, "lat"));
        return new Device(
            row.Optional("id") is { } id ? new DeviceId(id) : throw row.Fault("id", "", "an id"),
            DeviceType.Find(row["type"]) ?? throw row.Fault("type", row["type"], "a type of device-types.csv"),
            CityTables.DepartmentOf.ContainsKey(department)
                ? department
                : throw row.Fault("department", department.Value, "a key of departments.csv"),
            at.IsOnEarth ? at : throw row.Fault("lng", row["lng"], "a place on the earth"));
    }

    private static double Degrees(CsvRow row, string column) =>
        double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            ? degrees
            : throw row.Fault(column, row[column], "degrees");
}
