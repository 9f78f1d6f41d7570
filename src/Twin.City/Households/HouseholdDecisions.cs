using Twin.City.Tables;

namespace Twin.City.Households;

/// <summary>What a household may declare.</summary>
public static class HouseholdDecisions
{
    /// <summary>Declares the occupancy; no fact when it is known already.</summary>
    public static Decision<HouseholdEvent> Declare(HouseholdState state, Occupancy occupancy, Actor by)
    {
        if (!by.Roles.Contains("Resident") && !by.Roles.Contains("Worker"))
        {
            return new([], Refusals.NotAllowed);
        }

        if (!Enum.IsDefined(occupancy))
        {
            return new([], Refusals.FieldInvalid("occupancy"));
        }

        return occupancy == state.Occupancy
            ? new([], null)
            : new([new HouseholdEvent.OccupancyDeclared(occupancy)], null);
    }
}
