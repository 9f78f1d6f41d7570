using Twin.City;
using Twin.City.Cases;
using Twin.Geo;

namespace Twin.Simulation.Loop;

/// <summary>What the decisions of the loop may know: 237 grids, a seat in nine of ten.</summary>
internal static class LoopGround
{
    public const int Grids = 237;

    public static readonly HomeId City = new("city");

    public static readonly HomeId[] Homes = [.. Enumerable.Range(0, Grids).Select(at => new HomeId($"g-{at}"))];

    public static readonly PostId[] Seats = [.. Enumerable.Range(0, Grids).Select(at => new PostId($"p-{at}"))];

    private static readonly Dictionary<HomeId, int> Numbers =
        Homes.Select((home, at) => (home, at)).ToDictionary(one => one.home, one => one.at);

    public static readonly CaseRules Rules = new()
    {
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        Covers = (own, home) => own == home || own == City,
        IsGrid = home => Numbers.ContainsKey(home),
        SeatFor = home => Numbers.TryGetValue(home, out var at) && at % 10 > 0 ? Seats[at] : null,
        CheckSeatFor = (home, handler) => Numbers.TryGetValue(home, out var at)
            ? Seats[Seats[at] == handler ? (at + 1) % Grids : at]
            : null,
    };

    public static LngLat PlaceOf(int grid) => new(120 + (grid * 0.01), 29.7);

    /// <summary>The number of a home's grid; the first where it lies in none.</summary>
    public static int GridOf(HomeId home) => Numbers.GetValueOrDefault(home);
}
