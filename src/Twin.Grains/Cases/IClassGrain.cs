using Orleans;
using Twin.City;
using Twin.City.Areas;

namespace Twin.Grains.Cases;

/// <summary>Writes what is changed of the classes. Key: <see cref="ClassBook.Key"/>.</summary>
public interface IClassGrain : IGrainWithStringKey
{
    /// <summary>Stores a change that was checked; cases that were reported before its day keep theirs.</summary>
    /// <returns>Position of the fact; null when the id stands for another command.</returns>
    Task<long?> Change(
        CityEvent.ClassChanged changed, Actor by, string commandId, CancellationToken cancel = default);
}
