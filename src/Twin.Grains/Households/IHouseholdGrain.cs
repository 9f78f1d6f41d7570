using Orleans;
using Twin.City;
using Twin.City.Households;

namespace Twin.Grains.Households;

/// <summary>One standard address (户), never a person. It exists for every address; its stream begins with its first
/// own fact.</summary>
public interface IHouseholdGrain : IGrainWithStringKey
{
    Task<HouseholdSight?> See(CancellationToken cancel = default);

    /// <summary>Occupancy as the household itself declares it; unknown is legal.</summary>
    Task<HouseholdAnswer> Declare(Occupancy occupancy, Actor by, string commandId, CancellationToken cancel = default);
}

public sealed record HouseholdSight(
    HouseholdId Household, BuildingId Building, string Road, string House, int Entrance, int Floor, string Room,
    Occupancy Occupancy, long Version);

public sealed record HouseholdAnswer(HouseholdSight? Household, long Position, Refusal? Refusal);
