using Orleans;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Grains.Duty;
using Twin.Grains.Modes;
using Twin.Silo.Live;
using Twin.Silo.Options;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Hosting;

/// <summary>What must be true before the doors open: imports noted, list caught up, homes and clocks awake.</summary>
internal sealed class CityStart(
    SiloOptions options, Imported imported, CaseList list, CityTree tree, ClockRounds clocks,
    IEventLog log, CalendarBook calendar, ClassBook classes, DutyBook duty, ModeRounds modes, ModeBook held,
    Topics topics, IGrainFactory grains, ILogger<CityStart> logger)
    : BackgroundService
{
    /// <summary>Homes woken side by side; each reads its board and a tail of its feed.</summary>
    private const int WakeTogether = 32;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = options.CityFolder;
        await tree.Follow(log, cancellationToken);
        await imported.Note(ReferenceStore.Manifest(folder), cancellationToken);
        await MapImport.Adopt(folder, tree, log, grains, logger, cancellationToken);
        await calendar.CatchUp(cancellationToken);
        await classes.CatchUp(cancellationToken);
        await duty.CatchUp(cancellationToken);
        held.Grown += topics.Stir;
        await modes.CatchUp(cancellationToken);
        await list.CatchUp(cancellationToken);
        await Wake(cancellationToken);
        await clocks.Sweep(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => list.Run(stoppingToken);

    // Grids first: an area that wakes asks its children.
    private Task Wake(CancellationToken cancel)
    {
        var book = tree.Book;
        var homes = book.All.Reverse().OrderByDescending(home => book[home].Level ?? AreaLevel.Community + 1);
        return Parallel.ForEachAsync(
            homes,
            new ParallelOptions { MaxDegreeOfParallelism = WakeTogether, CancellationToken = cancel },
            async (home, _) => await tree.Watched(grains, home).Board());
    }
}
