using System.Globalization;
using Orleans.Runtime;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Silo.Live;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Hosting;

/// <summary>Looks whether everything that must move does: no stall without a red light.</summary>
internal sealed class Health(
    IEventLog log, CaseList list, ReferenceCity city, IEngineGauge engine, Topics topics, LiveFigures figures,
    FeedPumpLoop nudges)
{
    /// <summary>How long a fold may be behind the log, or the nudges may be silent, before the light is red.</summary>
    public static readonly TimeSpan StallAfter = TimeSpan.FromSeconds(10);

    public async ValueTask<ReadyView> Look(CancellationToken cancel)
    {
        var (head, store) = (log.Head, log.Describe());
        var stalled = list.StalledFor;
        var faults = new List<string>();
        if (stalled > StallAfter)
        {
            faults.Add($"The list of cases stands at {list.Position}; the log is at {head.Position}.");
        }

        if (nudges.SilentFor > StallAfter)
        {
            faults.Add($"No feed was nudged for {Seconds(nudges.SilentFor)} s; once a second is expected.");
        }

        if (LogWatch.StateOf(store) is { } state and not "on")
        {
            faults.Add($"The log is {state}");
        }

        var activations = await Count(faults, cancel);
        return new ReadyView(
            faults.Count == 0 ? "ready" : "stalled",
            city.Name,
            head.Position,
            new LogView(store.Store, store.Place, head.Commit, head.Hash, store.Settings),
            new FoldView(list.Position, Math.Max(0, head.Position - list.Position), stalled.TotalSeconds, list.Cases),
            new EngineView(Engine.Name, activations),
            new LiveView(
                topics.Count, figures.Screens, figures.Frames, figures.Snapshots, nudges.SilentFor.TotalSeconds),
            [.. faults]);
    }

    private async ValueTask<long> Count(List<string> faults, CancellationToken cancel)
    {
        try
        {
            return await engine.Activations(cancel);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            faults.Add($"The engine {Engine.Name} does not tell how many grains are awake: {fault.Message}");
            return 0;
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
}
