using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>How cases begin. None has words: so nobody takes one for a duplicate of another.</summary>
internal static class Starts
{
    public static Start Plain { get; } = new("plain", At(0, "E0104"));

    public static Start[] All { get; } =
    [
        Plain,
        new("unclassed", At(0, null)),
        new("dispute", At(0, "D-01")),
        new("unsure-place", At(0, "E0104") with { DefaultPlace = true, Home = TinyCity.WestGrid }),
        new("on-spot", null, OnSpot),
    ];

    public static OnSpotRequest OnSpot
    {
        get
        {
            var at = TinyCity.Within(2);
            return new OnSpotRequest("E0102", at.Lng, at.Lat, BeforePhoto: true, AfterPhoto: true);
        }
    }

    private static ReportRequest At(int grid, string? code)
    {
        var at = TinyCity.Within(grid);
        return new ReportRequest(Class: code, Lng: at.Lng, Lat: at.Lat, Relay: "relay-a");
    }
}
