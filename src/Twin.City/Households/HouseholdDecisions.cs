namespace Twin.City.Households;

/// <summary>What a household may declare.</summary>
public static class HouseholdDecisions
{
    private static readonly Refusal NotAllowed =
        new("NotAllowed", "您的角色或范围不能做这个操作。", "Your role or area does not allow this.");

    private static readonly Refusal NoSuchOccupancy =
        new("FieldInvalid", "有一项内容填写不正确。", "One of the fields is not valid.");

    /// <summary>Declares the occupancy; no fact when it is known already.</summary>
    public static Decision<HouseholdEvent> Declare(HouseholdState state, Occupancy occupancy, Actor by)
    {
        if (!by.Roles.Contains("Resident") && !by.Roles.Contains("Worker"))
        {
            return new([], NotAllowed);
        }

        if (!Enum.IsDefined(occupancy))
        {
            return new([], NoSuchOccupancy);
        }

        return occupancy == state.Occupancy
            ? new([], null)
            : new([new HouseholdEvent.OccupancyDeclared(occupancy)], null);
    }
}
