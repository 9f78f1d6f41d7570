using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Twin.City.Metrics;
using Twin.City.Tables;
using Twin.City.Triage;

namespace Twin.City.Devices;

/// <summary>A kind of device, as device-types.csv has it: what it measures, how often, and when it warns.</summary>
/// <param name="Sign">The vital sign that it feeds; null = none.</param>
/// <param name="Over">Above it a device counts as one over its limit, from 22 to 6 o'clock; null = none does.</param>
/// <param name="OverByDay">The same by day.</param>
/// <param name="Alert">Where an alert begins; null = it never warns.</param>
/// <param name="AtOnce">One reading is enough for its alert to be confirmed.</param>
/// <param name="Class">Class of the case that a confirmed alert opens.</param>
/// <param name="Fact">Word of the raising rules for what it measures; null = they ask for none.</param>
/// <param name="NeighbourMetres">Devices of its kind so near bear it out.</param>
/// <param name="Least">The least value that can have been measured.</param>
public sealed record DeviceType(
    string Key, string Zh, string En, SignRow? Sign, string Unit, TimeSpan Cadence, double? Over, double? OverByDay,
    double? Alert, bool AtOnce, string? Class, string? Fact, double NeighbourMetres, double Least, double Most)
{
    public const string OfflineClass = "X-DEV";

    /// <summary>So many cadences without a reading and it is offline.</summary>
    private const int CadencesMost = 3;

    private static readonly TimeOnly NightFrom = new(22, 0);
    private static readonly TimeOnly NightTo = new(6, 0);

    public static ImmutableArray<DeviceType> All { get; } =
        [.. Csv.Parse("device-types", CityTables.Text("device-types")).Rows.Select(Read)];

    private static readonly FrozenDictionary<string, DeviceType> ByKey =
        All.ToFrozenDictionary(type => type.Key, StringComparer.Ordinal);

    public static DeviceType? Find(string key) => ByKey.GetValueOrDefault(key);

    public TimeSpan StaleAfter => CadencesMost * Cadence;

    /// <summary>Less is worse where the sign's red begins below its yellow; no such device warns.</summary>
    public bool Warns(double value) => value >= Alert;

    public bool IsStale(DateTimeOffset measuredAt, DateTimeOffset now) => now - measuredAt > StaleAfter;

    /// <summary>Over its limit at that moment of the city's own clock; null when there is no limit.</summary>
    public bool? IsOver(double value, DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(at, zone).TimeOfDay);
        return value > (local.IsBetween(NightFrom, NightTo) ? Over : OverByDay);
    }

    /// <summary>What the raising rules get to know of a device of this kind.</summary>
    public Circumstances Around(double? value)
    {
        var around = Circumstances.None.With("deviceType", Key);
        return Fact is { } fact && value is { } figure ? around.With(fact, figure) : around;
    }

    private static DeviceType Read(CsvRow row)
    {
        double? Figure(string column) =>
            row.Optional(column) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        return new DeviceType(
            row["type"], row["zh"], row["en"], row.Optional("sign") is { } sign ? SignTable.Of[sign] : null,
            row["unit"], XmlConvert.ToTimeSpan(row["cadence"]), Figure("over"), Figure("overByDay"), Figure("alert"),
            row.Yes("atOnce"), row.Optional("class"), row.Optional("fact"), Figure("neighbourMetres") ?? 0,
            Figure("least")!.Value, Figure("most")!.Value);
    }
}
