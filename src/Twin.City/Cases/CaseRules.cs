using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>What a decision may ask about the city around the case.</summary>
/// <remarks>Handed in by the shell and answered without waiting, from what it holds in memory.</remarks>
public sealed record CaseRules
{
    private readonly WorkCalendar _official = null!;

    /// <summary>The city's own zone; working hours and days run in it.</summary>
    public required TimeZoneInfo Zone
    {
        get => _official.Zone;
        init => _official = WorkCalendar.Of(value);
    }

    /// <summary>The working time of now; it changes when holidays are announced. By default the zone's own.</summary>
    public Func<WorkCalendar>? CalendarNow { get; init; }

    public WorkCalendar Calendar => CalendarNow?.Invoke() ?? _official;

    /// <summary>True when the second home is the first or lies in it. The first is never null here.</summary>
    public required Func<HomeId, HomeId, bool> Covers { get; init; }

    /// <summary>True for a grid, false for an area above grids.</summary>
    public required Func<HomeId, bool> IsGrid { get; init; }

    /// <summary>True when a grid or area of this id exists; asked before a home enters a fact.</summary>
    public Func<HomeId, bool> Knows { get; init; } = home => home.Value.Length > 0;

    /// <summary>The post that new cases of a home are offered to; null = a dispatcher decides.</summary>
    public Func<HomeId, PostId?> SeatFor { get; init; } = home => null;

    /// <summary>A post of another unit than the handling one that checks cases of a home; null = none.</summary>
    public Func<HomeId, PostId?, PostId?> CheckSeatFor { get; init; } = (home, handler) => null;

    /// <summary>True when a post has no room for another task.</summary>
    public Func<PostId, bool> IsFull { get; init; } = post => false;

    /// <summary>True when a post has used up its on-spot cases at a home.</summary>
    public Func<PostId, HomeId, bool> OnSpotCapReached { get; init; } = (post, home) => false;

    /// <summary>True when a department may own cases of a class; by default the class table says so.</summary>
    public Func<DepartmentId, CaseClass, bool> HasAuthority { get; init; } = ByClassTable;

    /// <summary>The classes with what was changed since; null = as shipped.</summary>
    public Func<CaseClasses>? ClassesNow { get; init; }

    public CaseClasses Classes => ClassesNow?.Invoke() ?? CaseClasses.All;

    /// <summary>The departments of the class, and streets, communities and grids for whatever lies in them.</summary>
    private static bool ByClassTable(DepartmentId department, CaseClass row) =>
        row.Departments.Contains(department)
        || (CityTables.DepartmentOf.TryGetValue(department, out var found) && found.IsTerritory);
}
