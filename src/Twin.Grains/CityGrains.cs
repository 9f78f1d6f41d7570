using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Twin.City.Boards;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Civic;
using Twin.Grains.Clocks;
using Twin.Grains.Duty;
using Twin.Grains.Feeds;
using Twin.Grains.Modes;

namespace Twin.Grains;

/// <summary>What a host must know to let the city's grains live.</summary>
public static class CityGrains
{
    /// <summary>Registers what grains ask for in their constructors, and the pump.</summary>
    /// <remarks>
    /// The host brings <see cref="ReferenceCity"/>, <see cref="EventLog.IEventLog"/>, <see cref="TimeProvider"/>,
    /// <see cref="IIdSource"/>, logging, and an engine with the stream provider <see cref="CityStreams.Provider"/>.
    /// </remarks>
    public static IServiceCollection AddCityGrains(this IServiceCollection services) => services
        .AddSingleton<CityTree>()
        .AddSingleton<Surroundings>()
        .AddSingleton<CalendarBook>()
        .AddSingleton<ClassBook>()
        .AddSingleton<ModeBook>()
        .AddSingleton<PlanBook>()
        .AddSingleton<DutyBook>()
        .AddSingleton<CivicBook>()
        .AddSingleton(city => CityRules.Of(
            city.GetRequiredService<ReferenceCity>(), city.GetRequiredService<CityTree>(),
            city.GetRequiredService<CalendarBook>(), city.GetRequiredService<ClassBook>(),
            city.GetRequiredService<DutyBook>(), city.GetRequiredService<TimeProvider>()))
        .AddSingleton<ClockRounds>()
        .AddSingleton<ModeRounds>()
        .AddSingleton<MergeBook>()
        .AddSingleton<FeedPump>();

    /// <summary>Wakes every area and grid, and answers the city's board when all of them are in it.</summary>
    public static Task<Board> Wake(IGrainFactory grains, CityTree tree, CancellationToken cancel) =>
        grains.GetGrain<IAreaGrain>(tree.Root.Value).Gather(cancel);
}
