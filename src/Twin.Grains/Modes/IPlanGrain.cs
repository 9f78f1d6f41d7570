using Orleans;
using Twin.City;
using Twin.City.Modes;

namespace Twin.Grains.Modes;

/// <summary>Writes the plans. Key: <see cref="PlanBook.Key"/>.</summary>
public interface IPlanGrain : IGrainWithStringKey
{
    /// <summary>Stores a plan that was checked; incidents go on by the version that they were opened with.</summary>
    /// <returns>Position of the fact; null when the id stands for another command.</returns>
    Task<long?> Write(Plan plan, Actor by, string commandId, CancellationToken cancel = default);
}
