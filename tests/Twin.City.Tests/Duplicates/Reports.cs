using Twin.City.Duplicates;
using Twin.City.Tables;
using Twin.Geo;

namespace Twin.City.Tests.Duplicates;

/// <summary>Reports near one corner, in minutes from a morning.</summary>
internal static class Reports
{
    private const double MetresOfADegree = 111_195;

    public static readonly DateTimeOffset Morning = new(2026, 7, 1, 8, 0, 0, TimeSpan.FromHours(8));

    public static Sighting Seen(
        string id, double minute = 0, double north = 0, string? building = null, string? code = "E0102",
        string? text = null) => new(
            new CaseId(id), Morning.AddMinutes(minute), new LngLat(120.2, 29.7 + (north / MetresOfADegree)),
            building is null ? null : new BuildingId(building), null, code,
            code is null ? null : CaseClass.FamilyOf(code), TextBigrams.Of(text));
}
