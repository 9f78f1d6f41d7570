using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.Geo;

namespace Twin.City.Tests;

/// <summary>A small town: two grids in one area, a seat in each, and the people that tests send.</summary>
internal static class Town
{
    public static readonly HomeId Area = new("area-1");
    public static readonly HomeId North = new("grid-north");
    public static readonly HomeId South = new("grid-south");
    public static readonly PostId NorthSeat = new("post-north");
    public static readonly PostId SouthSeat = new("post-south");
    public static readonly DepartmentId Drainage = new("Drainage");

    /// <summary>A Friday morning in a city eight hours ahead.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 5, 15, 2, 0, 0, TimeSpan.Zero);

    public static readonly TimeZoneInfo Zone =
        TimeZoneInfo.CreateCustomTimeZone("city", TimeSpan.FromHours(8), "city", "city");

    public static readonly CaseRules Rules = new()
    {
        Zone = Zone,
        Covers = (own, home) => own == home || own == Area,
        IsGrid = home => home == North || home == South,
        Knows = home => home == North || home == South || home == Area,
        SeatFor = home => home == North ? NorthSeat : home == South ? SouthSeat : null,
        CheckSeatFor = (_, handler) => handler == SouthSeat ? NorthSeat : SouthSeat,
    };

    public static readonly Words Text = new("text-1", "sha-1");

    public static readonly Actor Receiver = new("a-receiver", ["Receiver"], Area);
    public static readonly Actor Filer = new("a-filer", ["Filer"], Area);
    public static readonly Actor Dispatcher = new("a-dispatcher", ["Dispatcher"], Area);
    public static readonly Actor NorthWorker =
        new("a-north", ["Worker", "Handler", "Checker"], North, null, NorthSeat);
    public static readonly Actor SouthWorker =
        new("a-south", ["Worker", "Handler", "Checker"], South, null, SouthSeat);
    public static readonly Actor DrainageDesk = new("a-drainage", ["Handler"], Area, Drainage);
    public static readonly Actor Checker = new("a-checker", ["Checker"], Area);

    /// <summary>A source that replays its records, with the roles that it speaks for.</summary>
    public static readonly Actor Source =
        new("a-source", ["Integration", "Filer", "Dispatcher", "Handler", "Checker"], Area);

    public static readonly CaseCommand.Report Flood = new(
        CaseSource.App, North, new LngLat(120.1, 29.7), false, null, null, Text, "E0406", Severity.Unset, "receipt",
        LimitBy.Class, null, null);

    public static CaseOrder Order(CaseCommand command, Actor by, string? id = null) =>
        new(command, id ?? $"command-{CaseWords.CommandOf(command)}-{by.Account}", by, "test");

    /// <summary>What the log would make of these facts, a minute apart.</summary>
    public static CaseState Past(CaseId id, params ImmutableArray<CaseEvent> past)
    {
        var state = CaseState.Absent(id);
        foreach (var happened in past)
        {
            var at = Morning.AddMinutes(state.Version);
            var version = state.Version + 1;
            state = state.After(happened, new CaseStamp(at, version, version * 10, $"command-{version}"));
        }
        return state;
    }
}
