namespace Twin.City.Households;

/// <summary>All that a household's own facts say.</summary>
public sealed record HouseholdState(Occupancy Occupancy)
{
    public static HouseholdState Empty { get; } = new(Occupancy.Unknown);

    public HouseholdState After(HouseholdEvent happened) => happened switch
    {
        HouseholdEvent.OccupancyDeclared declared => this with { Occupancy = declared.Occupancy },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of HouseholdEvent."),
    };
}
