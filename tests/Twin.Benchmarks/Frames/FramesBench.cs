using System.CommandLine;
using Twin.Benchmarks.Measuring;
using Twin.Client;
using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Benchmarks.Frames;

/// <summary>From a report to the frame that shows it, on screens of all levels, beside an empty echo hub.</summary>
/// <remarks>The server, the echo hub, and this client with all screens are processes of their own.</remarks>
internal sealed class FramesBench(Bench bench, TimeProvider time)
{
    private const double CityMillisecondsAtMost = 250;
    private const double EchoesAtMost = 6;
    private const double RateAtLeast = 0.95;
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(10);
    private static readonly string[] Levels = ["City", "District", "Street", "Community", "Grid"];

    private readonly int _screensEach = bench.Size(20, 1);
    private readonly double _perSecond = bench.Size(1_000, 40);
    private int _accepted;
    private int _failed;

    public static Command Build() => Bench.Command(
        "frames",
        "Report to frame: 100 screens at five levels, 1,000 reports a second, beside an empty echo hub.",
        (bench, _, cancel) => new FramesBench(bench, TimeProvider.System).Run(cancel));

    private async Task Run(CancellationToken cancel)
    {
        var each = bench.IsSmoke ? TimeSpan.FromSeconds(1) : bench.SecondsOr(15);
        var warmUp = bench.IsSmoke ? TimeSpan.Zero : TimeSpan.FromSeconds(5);
        await using var echo = new EchoRun(Levels.Length * _screensEach, _perSecond, time);
        await echo.Start(cancel);
        await echo.Run(warmUp / 2, isCounted: false, cancel);
        await echo.Run(each / 3, isCounted: true, cancel);

        using var folder = new TempFolder();
        await using var silo = SiloProcess.Of(folder.Of("data"), bench.IsSmoke ? "small" : "zhuji");
        await silo.Start(cancel);
        using var city = silo.Client();
        await city.SignIn("cockpit", cancel);
        var screens = await Watch(silo, city, each, warmUp, cancel);

        await echo.Run(each / 3, isCounted: true, cancel);
        Tell(echo.RoundTrips, screens, each + warmUp);
    }

    /// <summary>Opens the screens, sends reports at a steady pace, and waits until all of them are shown.</summary>
    private async Task<IReadOnlyList<AreaLatency>> Watch(
        SiloProcess silo, TwinClient city, TimeSpan each, TimeSpan warmUp, CancellationToken cancel)
    {
        var areas = await city.Areas(cancel);
        var token = (await city.AskToken("cockpit", cancel)).Token;
        AreaLatency[] screens =
        [
            .. Levels.SelectMany(level => Some([.. areas.Where(area => area.Level == level)], _screensEach))
                .Select(area => new AreaLatency(area, time)),
        ];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var lines = await Task.WhenAll(
            screens.Select(_ => HubLine.Open(silo.Url, "/hubs/city", token, cancel)));
        var reading = lines.Zip(screens, (line, screen) => line.Read(screen.Take, stop.Token)).ToArray();
        foreach (var (line, screen) in lines.Zip(screens))
        {
            await line.Watch("1", screen.Area.Id, cancel);
            await screen.Ready.WaitAsync(EndWithin, time, cancel);
        }

        await Report(city, areas, screens, each, warmUp, cancel);
        await ShowAll(screens, cancel);
        await stop.CancelAsync();
        await Task.WhenAll(reading);
        Array.ForEach(lines, line => line.Dispose());
        return screens;
    }

    /// <summary>A report is late from the moment it was due, also when this client could not keep up.</summary>
    private async Task Report(
        TwinClient city, AreaView[] areas, AreaLatency[] screens, TimeSpan each, TimeSpan warmUp,
        CancellationToken cancel)
    {
        var parents = areas.ToDictionary(area => area.Id, area => area.Parent);
        AreaView[] grids = [.. areas.Where(area => area.Level == "Grid")];
        var byArea = screens.ToLookup(screen => screen.Area.Id);
        var chance = new Random(1);
        var many = (int)((each + warmUp).TotalSeconds * _perSecond);
        var sending = new List<Task>(many);
        var begun = time.GetTimestamp();
        for (var i = 0; i < many; i++)
        {
            var due = TimeSpan.FromSeconds(i / _perSecond);
            var early = due - time.GetElapsedTime(begun);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, time, cancel);
            }

            var grid = grids[chance.Next(grids.Length)];
            var dueAt = begun + (long)(due.TotalSeconds * time.TimestampFrequency);
            for (var area = grid.Id; area is not null; area = parents.GetValueOrDefault(area))
            {
                foreach (var screen in byArea[area])
                {
                    screen.Sent(dueAt, isWarmUp: due < warmUp);
                }
            }

            sending.Add(Send(city, grid, cancel));
        }

        await Task.WhenAll(sending);
        bench.Figure("reports_per_s", _accepted / time.GetElapsedTime(begun).TotalSeconds);
    }

    private async Task Send(TwinClient city, AreaView grid, CancellationToken cancel)
    {
        try
        {
            await city.Report(
                new ReportRequest(Class: "E0102", Lng: grid.Centre.Lng, Lat: grid.Centre.Lat), null, cancel);
            Interlocked.Increment(ref _accepted);
        }
        catch (Exception wrong) when (wrong is HttpRequestException or TwinRefusedException)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    private async Task ShowAll(AreaLatency[] screens, CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        while (!screens.All(screen => screen.IsComplete) && time.GetElapsedTime(begun) < EndWithin)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancel);
        }

        if (_failed > 0)
        {
            bench.Fault($"{_failed} reports were refused; the run is void.");
        }

        foreach (var screen in screens.Where(screen => !screen.IsComplete).Take(3))
        {
            bench.Fault($"{screen.Area.Level} {screen.Area.Id}: not all reports were shown within {EndWithin}.");
        }
    }

    private void Tell(double[] echoes, IReadOnlyList<AreaLatency> screens, TimeSpan took)
    {
        var echo = Spread.Quantile(echoes, 0.99);
        bench.Figure("echo_p50_ms", Spread.Quantile(echoes, 0.5));
        bench.Figure("echo_p99_ms", echo);
        var city = double.NaN;
        foreach (var level in Levels)
        {
            double[] all =
                [.. screens.Where(one => one.Area.Level == level).SelectMany(one => one.Milliseconds).Order()];
            var (half, most) = (Spread.Quantile(all, 0.5), Spread.Quantile(all, 0.99));
            Bench.Say($"{level,-34} p50 {half:F0} p99 {most:F0} ms of {all.Length} reports");
            bench.Figure($"{level.ToLowerInvariant()}_p50_ms", half);
            bench.Figure($"{level.ToLowerInvariant()}_p99_ms", most);
            city = level == "City" ? most : city;
        }

        bench.Figure("screens", screens.Count);
        bench.AtLeast("rate_share", _accepted / took.TotalSeconds / _perSecond, RateAtLeast);
        bench.AtMost("city_share", Math.Min(city / CityMillisecondsAtMost, city / (EchoesAtMost * echo)), 1);
    }

    private static IEnumerable<AreaView> Some(AreaView[] areas, int many) =>
        Enumerable.Range(0, many).Select(i => areas[i * Math.Max(1, areas.Length / many) % areas.Length]);
}
