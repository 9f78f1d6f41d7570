using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Duty;
using Twin.Grains.Feeds;

namespace Twin.Grains.Duty;

/// <summary>Writes the roster. Key: <see cref="DutyBook.Key"/>. Role and area are the gateway's to ask.</summary>
public interface IDutyGrain : IGrainWithStringKey
{
    Task<Decided> Plan(
        ImmutableArray<Shift> shifts, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Drop(
        ImmutableArray<Shift> shifts, Actor by, string commandId, CancellationToken cancel = default);
}
