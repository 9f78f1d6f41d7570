namespace Twin.City.Households;

/// <summary>A fact about one standard address, never about a person. Stored for ever.</summary>
/// <remarks>Kind word: <c>household/OccupancyDeclared</c>.</remarks>
public abstract record HouseholdEvent
{
    private HouseholdEvent() { }

    public sealed record OccupancyDeclared(Occupancy Occupancy) : HouseholdEvent;
}

/// <summary>How an address is used, as the household itself declares it; unknown is legal.</summary>
public enum Occupancy { Unknown, Occupied, Vacant, Let, Business }
