using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Long.Stage;

namespace Twin.Long.Watchers;

/// <summary>Screens at five levels under a steady rush: latency by level, memory, bytes, a stalled screen.</summary>
/// <remarks>
/// Server, echo hub and this client are processes of their own. An event is a command that the city has stored; its
/// latency counts from the moment it was due to be sent to the frame that shows it.
/// </remarks>
internal sealed class WatchersSuite(TimeSpan main, int perSecond, int watchers, int notes)
{
    private const double CityMillisecondsAtMost = 250;
    private const double EchoesAtMost = 6;
    private const double GrowthAtMost = 0.01;
    private const double StalledRatioAtMost = 1.25;
    private const double RateAtLeast = 0.98;
    private const int Pairs = 5;
    private const double Megabyte = 1_000_000;

    private static readonly TimeSpan GrowthOver = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ShowWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StallFor = TimeSpan.FromSeconds(2);

    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 300 };
    private static readonly Option<int> Rate = new("--rate")
    {
        Description = "events a second",
        DefaultValueFactory = _ => 1_000,
    };

    private static readonly Option<int> Watching = new("--watchers") { DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Notes = new("--notes")
    {
        Description = "progress notes in each life of a case",
        DefaultValueFactory = _ => 193,
    };

    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Until caches and both generations have their size; a shorter run shortens all of it.</summary>
    private TimeSpan WarmUp => main * 0.8;

    private TimeSpan EchoFor => main / 20;

    private TimeSpan PairFor => main / 10;

    public static Command Build() => new Command(
        "watchers", "1,000 events a second, 200 screens at five levels, beside an empty echo hub.")
    {
        Seconds, Rate, Watching, Notes,
    }.As((given, outcome, cancel) => new WatchersSuite(
        TimeSpan.FromSeconds(given.GetValue(Seconds)), given.GetValue(Rate), given.GetValue(Watching),
        given.GetValue(Notes)).Run(outcome, cancel));

    private async Task Run(Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var silo = SiloProcess.Of(folder.Of("data"), "zhuji");
        await silo.Start(cancel);
        using var city = silo.Client();
        await city.SignIn("cockpit", cancel);
        var areas = await city.Areas(cancel);
        var token = (await city.AskToken("cockpit", cancel)).Token;
        await using var crowd = await Crowd.Open(silo.Url, token, areas, watchers, _time, cancel);
        using var load = await LifeLoad.Open(silo, crowd, areas, (perSecond, notes), _time, cancel);
        await load.Run(WarmUp, new Stretch(), cancel);

        var frameBytes = (int)(crowd.Bytes / Math.Max(1, crowd.Frames));
        await using var echo = new EchoRun(
            crowd.Screens.Length, crowd.Frames / WarmUp.TotalSeconds, _time, frameBytes);
        await echo.Start(cancel);
        await echo.Run(EchoFor / 2, isCounted: false, cancel);
        await echo.Run(EchoFor, isCounted: true, cancel);

        await Main(silo, crowd, load, outcome, cancel);
        await echo.Run(EchoFor, isCounted: true, cancel);
        TellEcho(echo.RoundTrips, frameBytes, outcome);
        await Stall(silo, crowd, load, token, outcome, cancel);
        await End(crowd, load, outcome, cancel);
    }

    private async Task Main(
        SiloProcess silo, Crowd crowd, LifeLoad load, Outcome outcome, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var memory = new MemoryTrack(silo.ProcessId, _time);
        var looking = memory.Run(stop.Token);
        var before = Crowd.Levels.ToDictionary(level => level, crowd.BytesAt);
        var (bytes, frames, closed) = (crowd.Bytes, crowd.Frames, load.Closed);
        using var server = Process.GetProcessById(silo.ProcessId);
        var (seen, busyBefore) = (new Stretch(), server.TotalProcessorTime);
        var rate = await load.Run(main, seen, cancel);
        server.Refresh();
        outcome.Add("serverCores", (server.TotalProcessorTime - busyBefore) / main);
        await stop.CancelAsync();
        await looking;
        outcome.Add("watchers", crowd.Screens.Length).Add("eventsPerSecond", rate)
            .Add("closedCases", load.Closed - closed)
            .Add("framesPerWatcherSecond", (crowd.Frames - frames) / main.TotalSeconds / crowd.Screens.Length)
            .Add("bytesPerWatcherSecond", (crowd.Bytes - bytes) / main.TotalSeconds / crowd.Screens.Length);
        foreach (var level in Crowd.Levels)
        {
            var each = main.TotalSeconds * crowd.Screens.Count(one => one.Area.Level == level);
            outcome.Add(
                $"{level.ToLowerInvariant()}BytesPerWatcherSecond", (crowd.BytesAt(level) - before[level]) / each);
        }

        if (!await crowd.ShowAll(ShowWithin, cancel))
        {
            outcome.Fault($"Not every marked event was shown on every screen above it within {ShowWithin}.");
        }

        TellLatency(seen, outcome);
        var growth = memory.GrowthOver(GrowthOver < main ? GrowthOver : main);
        outcome.Add("memoryMegabytes", memory.Last / Megabyte).Add("memoryGrowth", growth)
            .AddToFile("memoryEachSecond", memory.Megabytes());
        AtMost("memoryGrowth", growth, GrowthAtMost, outcome);
        if (rate < RateAtLeast * perSecond)
        {
            outcome.Fault(string.Create(
                CultureInfo.InvariantCulture,
                $"Found {rate:F0} events a second; expected {RateAtLeast * perSecond:F0} at least: the run is void."));
        }
    }

    private static void TellLatency(Stretch seen, Outcome outcome)
    {
        foreach (var level in Crowd.Levels.Append(Stretch.Stored))
        {
            var all = seen.Of(level);
            outcome.Add($"{level.ToLowerInvariant()}P50", Stretch.Quantile(all, 0.5))
                .Add($"{level.ToLowerInvariant()}P99", Stretch.Quantile(all, 0.99))
                .Add($"{level.ToLowerInvariant()}Seen", all.Length);
        }
    }

    private static void TellEcho(double[] echoes, int frameBytes, Outcome outcome)
    {
        var p99 = Stretch.Quantile(echoes, 0.99);
        var city = double.Parse(outcome["cityP99"]!, CultureInfo.InvariantCulture);
        var share = Math.Min(city / CityMillisecondsAtMost, city / (EchoesAtMost * p99));
        outcome.Add("frameBytes", frameBytes).Add("echoP50", Stretch.Quantile(echoes, 0.5)).Add("echoP99", p99)
            .Add("echoes", echoes.Length).Add("cityShare", share);
        AtMost("cityShare", share, 1, outcome);
    }

    /// <summary>The same load with and without a stalled screen, in turns: what the others notice of it.</summary>
    private async Task Stall(
        SiloProcess silo, Crowd crowd, LifeLoad load, string token, Outcome outcome, CancellationToken cancel)
    {
        var (halves, tails) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            double[]? alone = null, beside = null;
            foreach (var isStalled in pair % 2 == 0 ? [false, true] : new[] { true, false })
            {
                var all = await Slice(silo, crowd, load, isStalled ? token : null, cancel);
                (alone, beside) = isStalled ? (alone, all) : (all, beside);
            }

            halves.Add(Stretch.Quantile(beside!, 0.5) / Stretch.Quantile(alone!, 0.5));
            tails.Add(Stretch.Quantile(beside!, 0.99) / Stretch.Quantile(alone!, 0.99));
        }

        var (half, tail) = (Median(halves), Median(tails));
        outcome.Add("stalledRatioP50", half).Add("stalledRatioP99", tail)
            .Add("stalledRatiosP99", string.Join(',', tails.Select(Short)));
        AtMost("stalledRatioP50", half, StalledRatioAtMost, outcome);
        AtMost("stalledRatioP99", tail, StalledRatioAtMost, outcome);
    }

    /// <param name="token">To open a stalled screen with; null = there is none.</param>
    private async Task<double[]> Slice(
        SiloProcess silo, Crowd crowd, LifeLoad load, string? token, CancellationToken cancel)
    {
        var seen = new Stretch();
        using var stalled = token is null
            ? null
            : await StalledScreen.Open(silo.Url, token, crowd.Screens.Select(one => one.Area), cancel);

        // Its buffers fill first; without one the pause is the same.
        await load.Run(StallFor, new Stretch(), cancel);
        await load.Run(PairFor, seen, cancel);
        await crowd.ShowAll(ShowWithin, cancel);
        return seen.Of(Crowd.Levels);
    }

    private static async Task End(Crowd crowd, LifeLoad load, Outcome outcome, CancellationToken cancel)
    {
        if (!await crowd.ShowAll(ShowWithin, cancel))
        {
            outcome.Fault("Marked events are missing on a screen at the end.");
        }

        var (sent, answered) = (load.Sent, load.Stored + load.Busy);
        outcome.Add("events", load.Stored).Add("busy", load.Busy).Add("holes", crowd.Screens.Sum(one => one.Holes))
            .Add("snapshots", crowd.Screens.Sum(one => one.Snapshots))
            .MustBe("commands that were answered", sent, answered)
            .MustBe("frames that did not follow", 0, crowd.Screens.Sum(one => one.Holes));
        if (load.Refused is { } refused)
        {
            outcome.Fault($"A command was refused: {refused}");
        }

        if (crowd.Broken() is { } broken)
        {
            outcome.Fault($"A screen of the crowd was cut off: {broken.Message}");
        }
    }

    private static void AtMost(string key, double found, double promised, Outcome outcome)
    {
        if (!(found <= promised))
        {
            outcome.Fault(string.Create(
                CultureInfo.InvariantCulture, $"{key}: found {found:0.###}, promised at most {promised:0.###}."));
        }
    }

    private static string Short(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
