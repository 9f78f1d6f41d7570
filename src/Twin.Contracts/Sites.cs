namespace Twin.Contracts;

/// <summary>A key site on the map.</summary>
/// <param name="Type">A word of site-types.csv, such as School or Underpass.</param>
public sealed record SiteMarkView(string Id, string Type, string Name, string Home, double Lng, double Lat);

/// <summary>A key site: what it is, what may go wrong there, when somebody last looked. No persons.</summary>
/// <param name="Capacity">Persons that it is made for; null when nobody said.</param>
/// <param name="LookDays">How often somebody of the city should look, in days.</param>
/// <param name="NextLookAt">Null where no visit is in the log.</param>
/// <param name="Cases">Open ones that the asker may see, the gravest first.</param>
/// <param name="Visits">The last ones, newest first; of cases that the asker may see.</param>
public sealed record SiteView(
    string Id, string Type, string TypeZh, string TypeEn, string Name, string? Home, PointView At, string HazardZh,
    string HazardEn, int? Capacity, int LookDays, DateTimeOffset? LastLookAt, DateTimeOffset? NextLookAt,
    int OpenCases, string Worst, SiteCaseView[] Cases, SiteVisitView[] Visits, long Position);

public sealed record SiteCaseView(
    string CaseId, string? Class, string Severity, string Stage, DateTimeOffset ReportedAt, DateTimeOffset? DueAt);

/// <summary>Somebody of the city was there; who it was is nobody's business here.</summary>
/// <param name="Fact">What brought them, such as Arrived or CheckPassed.</param>
public sealed record SiteVisitView(DateTimeOffset At, string Fact, string CaseId, string? Class);

/// <summary>A stairwell of a building: counts only.</summary>
/// <param name="Entrance">From 1; 0 where the source does not say.</param>
/// <param name="Households">Null where they are fewer than ten, or where that would tell such a number.</param>
/// <param name="Doors">For whoever looks after these households.</param>
public sealed record EntranceView(int Entrance, int Floors, int? Households, DoorView[]? Doors);

/// <summary>One address of an entrance; what is known of it has a door of its own.</summary>
public sealed record DoorView(string Household, int Floor, string Room);

/// <summary>One standard address, never a family or a person.</summary>
/// <param name="Occupancy">As the household itself declared it: Unknown, Occupied, Vacant, Let or Business.</param>
public sealed record HouseholdView(
    string Id, string Building, int BuildingNumber, string Road, string House, int Entrance, int Floor, string Room,
    string Occupancy, long Version);
