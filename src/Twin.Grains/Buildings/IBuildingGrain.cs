using Orleans;
using Orleans.Concurrency;
using Twin.City;
using Twin.City.Cases;

namespace Twin.Grains.Buildings;

/// <summary>One building (楼栋), alive. Key: the BuildingId. Its open cases are a fold of feed
/// <c>building:{id}</c>.</summary>
public interface IBuildingGrain : IGrainWithStringKey
{
    Task<BuildingSight?> See(CancellationToken cancel = default);

    [OneWay]
    Task Nudge(long feedNumber);
}

public sealed record BuildingSight(
    BuildingId Building, string? Name, HomeId Home, double HeightMetres, int Floors, int Households, int OpenCases,
    Severity Worst, long Position);
