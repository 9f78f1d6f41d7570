namespace Twin.City.Points;

/// <summary>A fact about one card of points. Stored for ever: add fields, never rename or reuse one.</summary>
/// <remarks>
/// Kind words: <c>points/CardOpened</c>, <c>points/Earned</c>, <c>points/Redeemed</c>. Points are earned for service
/// only; nothing but a redemption ever takes any away.
/// </remarks>
public abstract record PointsEvent
{
    private PointsEvent() { }

    /// <param name="Home">Where it was opened; whose it is is nobody's to know.</param>
    public sealed record CardOpened(CardKind Card, HomeId Home) : PointsEvent;

    /// <param name="Count">Hours of a volunteer; else how many of the kind.</param>
    /// <param name="Points">What the table and the cap of the day make of it.</param>
    public sealed record Earned(ServiceKind Service, int Count, int Points) : PointsEvent;

    /// <param name="Site">Where goods or services were given for them.</param>
    public sealed record Redeemed(int Points, KeySiteId Site) : PointsEvent;
}

/// <summary>Of a household or of somebody who volunteers.</summary>
public enum CardKind { Household, Volunteer }

/// <summary>What earns points; the words of domain 3.10.</summary>
public enum ServiceKind { HazardReport, VolunteerHour, TopicAttendance, DrillHelper }
