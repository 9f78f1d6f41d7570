namespace Twin.Contracts;

/// <summary>A card of points for somebody who wants one; nobody is asked who it is.</summary>
/// <param name="Home">The grid or community where it is opened.</param>
/// <param name="Kind">Household or Volunteer.</param>
public sealed record CardRequest(string? Home, string? Kind, string? CommandId = null);

/// <summary>Something done for others, or points given away for goods.</summary>
/// <param name="Service">earn: HazardReport 2, VolunteerHour 5, TopicAttendance 3, DrillHelper 5.</param>
/// <param name="Count">earn: how many, 1 to 12; default 1.</param>
/// <param name="Points">redeem: how many.</param>
/// <param name="Site">redeem: where.</param>
public sealed record PointsRequest(
    string? Service = null, int? Count = null, int? Points = null, string? Site = null, string? CommandId = null);

/// <summary>A card, for whoever shows its number: no name, no rank, nothing else hangs on it.</summary>
/// <param name="Card">Its number, of 16 signs: whoever has it has the card.</param>
public sealed record CardView(
    string Card, string Kind, string Home, int Balance, PointsLineView[] Lines, long Position);

/// <param name="Points">Below zero only where they were redeemed.</param>
/// <param name="Why">What was done, or Redeemed.</param>
public sealed record PointsLineView(DateTimeOffset At, int Points, string Why, string? Site);
