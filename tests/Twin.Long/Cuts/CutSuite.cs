using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Long.Cuts;

/// <summary>Cuts hub connections at random under traffic, and restarts the server: nobody may miss a frame.</summary>
internal sealed class CutSuite(int times, int watchersMax, int seed, double perSecond)
{
    private const int CheckPoints = 20;
    private const double ResumedShortMin = 0.95;
    private static readonly TimeSpan FrameWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private static readonly Option<int> Times = new("--times") { DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Watchers = new("--watchers") { DefaultValueFactory = _ => 20 };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "reports a second while it cuts",
        DefaultValueFactory = _ => 40,
    };

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Lock _turn = new();
    private (int Cuts, int Resumed) _short;
    private (int Cuts, int Resumed) _long;

    public static Command Build() => new Command("cuts", "Cut hub connections: short cuts resume, no frame is missed.")
    {
        Times, Watchers, Seed, Rate,
    }.As((given, outcome, cancel) => new CutSuite(
        given.GetValue(Times), given.GetValue(Watchers), given.GetValue(Seed), given.GetValue(Rate))
        .Run(outcome, cancel));

    private async Task Run(Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var silo = SiloProcess.Of(folder.Of("data"));
        await silo.Start(cancel);
        using var city = silo.Client();
        await city.SignIn("cockpit", cancel);
        var areas = await city.Areas(cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var traffic = new Traffic(city, [.. areas.Where(area => area.Level == "Grid")], seed, perSecond, _time);
        var running = new List<Task> { traffic.Run(stop.Token) };

        // Areas first: they see all traffic below them, so that every cut misses something.
        var screens = areas.OrderBy(area => area.Level == "Grid").Take(Math.Min(watchersMax, times))
            .Select(area => new Screen(new Watcher(silo.Url, end => Token(silo, end), area.Id, _time), new(1)))
            .ToArray();
        running.AddRange(screens.Select(screen => screen.Watcher.Run(screen.MayConnect, stop.Token)));
        var checking = CheckStates(silo, screens, stop.Token);
        await Task.WhenAll(screens.Select((screen, at) => CutOne(screen, at, screens.Length, cancel)));
        var (points, differing) = await checking;

        var restarted = await Restart(silo, screens, cancel);
        await stop.CancelAsync();
        await Task.WhenAll(running.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        Tell(outcome, screens, points, differing, restarted, traffic.Acknowledged);
        await Verified.Tell(silo, outcome, cancel);
    }

    private async Task CutOne(Screen screen, int at, int of, CancellationToken cancel)
    {
        var chance = new Random(seed + (at * 7919));
        var (watcher, mayConnect) = screen;
        for (var cut = at; cut < times; cut += of)
        {
            await First(watcher.Next(), watcher, cancel);
            await Task.Delay(TimeSpan.FromSeconds(chance.NextDouble()), _time, cancel);
            var isShort = ((cut / of) + at) % 2 == 0;
            var away = isShort ? 0.05 + (4.9 * chance.NextDouble()) : 5 + (25 * chance.NextDouble());
            await mayConnect.WaitAsync(cancel);
            watcher.Cut();
            await Task.Delay(TimeSpan.FromSeconds(away), _time, cancel);
            var next = watcher.Next();
            mayConnect.Release();
            Count(isShort, (await First(next, watcher, cancel)).Kind == "frame");
        }
    }

    /// <summary>A frame within the time; a screen that stays dark is told by its area.</summary>
    private async Task<FrameView> First(Task<FrameView> next, Watcher watcher, CancellationToken cancel)
    {
        try
        {
            return await next.WaitAsync(FrameWithin, _time, cancel);
        }
        catch (TimeoutException)
        {
            throw new InvalidDataException(
                $"The watcher of {watcher.AreaId} got no frame for {FrameWithin.TotalSeconds} s at version "
                + $"{watcher.Version}, after {watcher.Frames} frames. {watcher.Complaint}");
        }
    }

    private void Count(bool isShort, bool resumed)
    {
        lock (_turn)
        {
            if (isShort)
            {
                _short = (_short.Cuts + 1, _short.Resumed + (resumed ? 1 : 0));
            }
            else
            {
                _long = (_long.Cuts + 1, _long.Resumed + (resumed ? 1 : 0));
            }
        }
    }

    /// <summary>At twenty points: what a watcher has put together, against a fresh snapshot of that version.</summary>
    private async Task<(int Points, List<string> Differing)> CheckStates(
        SiloProcess silo, Screen[] screens, CancellationToken cancel)
    {
        var chance = new Random(seed);
        var differing = new List<string>();
        var points = 0;
        for (var turn = 0; points < CheckPoints && turn < 40 * CheckPoints; turn++)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5 + chance.NextDouble()), _time, cancel);
            var watcher = screens[chance.Next(screens.Length)].Watcher;
            if (await Compare(silo, watcher, cancel) is not { } equal)
            {
                continue;
            }

            points++;
            if (!equal)
            {
                differing.Add(watcher.AreaId);
            }
        }

        return (points, differing);
    }

    /// <summary>Null when the watcher is away, or jumped over the version with a snapshot.</summary>
    private async Task<bool?> Compare(SiloProcess silo, Watcher watcher, CancellationToken cancel)
    {
        var fresh = Scene.Nothing;
        using var hub = await CutLine.Open(silo.Url, await Token(silo, cancel), watcher.AreaId, null, cancel);
        await foreach (var frame in hub.Frames(cancel))
        {
            fresh = fresh.After(frame);
            break;
        }

        var started = _time.GetTimestamp();
        while (watcher.Version < fresh.Version && _time.GetElapsedTime(started) < TimeSpan.FromSeconds(2))
        {
            await Task.Delay(LookEvery, _time, cancel);
        }

        return watcher.SceneAt(fresh.Version) is { } known ? known.Text() == fresh.Text() : null;
    }

    /// <summary>Kills and starts the server; all watchers must come back with a snapshot of a higher version.</summary>
    private async Task<int> Restart(SiloProcess silo, Screen[] screens, CancellationToken cancel)
    {
        var before = screens.Select(screen => screen.Watcher.Version).ToArray();
        await silo.Kill();
        var next = screens.Select(screen => screen.Watcher.Next()).ToArray();
        await silo.Start(cancel);
        var frames = await Task.WhenAll(
            next.Zip(screens, (frame, screen) => First(frame, screen.Watcher, cancel)));
        return frames.Zip(before).Count(pair => pair.First.Kind == "snapshot" && pair.First.Version > pair.Second);
    }

    private void Tell(
        Outcome outcome, Screen[] screens, int points, List<string> differing, int restarted, long acknowledged)
    {
        var (cuts, resumed) = (_short.Cuts + _long.Cuts, _short.Resumed + _long.Resumed);
        var holes = screens.Sum(screen => screen.Watcher.Holes);
        outcome.Add("cuts", cuts).Add("resumed", resumed).Add("snapshots", cuts - resumed).Add("holes", holes)
            .Add("shortCuts", _short.Cuts).Add("shortResumed", _short.Resumed).Add("longCuts", _long.Cuts)
            .Add("longResumed", _long.Resumed).Add("frames", screens.Sum(screen => screen.Watcher.Frames))
            .Add("checkPoints", points).Add("equal", points - differing.Count).Add("restarts", 1)
            .Add("backAfterRestart", restarted).Add("watchers", screens.Length).Add("reports", acknowledged)
            .MustBe("frames that did not fit", 0, holes)
            .MustBe("check points", CheckPoints, points)
            .MustBe("watchers with a newer snapshot after the restart", screens.Length, restarted);
        if (_short.Resumed < ResumedShortMin * _short.Cuts)
        {
            outcome.Fault($"Only {_short.Resumed} of {_short.Cuts} short cuts resumed without a snapshot.");
        }

        foreach (var area in differing)
        {
            outcome.Fault($"The watcher of {area} had put together another scene than a fresh snapshot shows.");
        }

        foreach (var complaint in screens.Select(screen => screen.Watcher.Complaint).OfType<string>())
        {
            outcome.Fault(complaint);
        }
    }

    private static async Task<string> Token(SiloProcess silo, CancellationToken cancel)
    {
        using var city = silo.Client();
        return (await city.AskToken("cockpit", cancel)).Token;
    }

    private sealed record Screen(Watcher Watcher, SemaphoreSlim MayConnect);
}
