using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Long.Watchers;

/// <summary>Screens at all five levels, each on a connection of its own.</summary>
/// <remarks>Watched areas lie above watched grids, so that each marked event is seen at every level.</remarks>
internal sealed class Crowd : IAsyncDisposable
{
    public static readonly string[] Levels = ["City", "District", "Street", "Community", "Grid"];

    private static readonly TimeSpan WatchWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly HubLine[] _lines;
    private readonly Task[] _reading;
    private readonly Dictionary<string, Onlooker[]> _above;

    private Crowd(AreaView[] areas, Onlooker[] screens, HubLine[] lines, TimeProvider time)
    {
        (Screens, _lines, _time) = (screens, lines, time);
        Grids = [.. screens.Where(one => one.Area.Level == "Grid").Select(one => one.Area)];
        var parents = areas.ToDictionary(area => area.Id, area => area.Parent);
        _above = Grids.DistinctBy(grid => grid.Id).ToDictionary(
            grid => grid.Id, grid => screens.Where(one => IsAbove(one.Area.Id, grid.Id, parents)).ToArray());
        _reading = [.. lines.Zip(screens, (line, one) => line.ReadRecords(one.Take, _stop.Token))];
    }

    public Onlooker[] Screens { get; }

    /// <summary>The watched grids: events in them are seen at five levels.</summary>
    public AreaView[] Grids { get; }

    public long Bytes => _lines.Sum(line => line.Bytes);

    public long Frames => Screens.Sum(one => one.Frames);

    /// <summary>Opens the screens, a fifth at each level, and waits for their first frames.</summary>
    public static async Task<Crowd> Open(
        Uri server, string token, AreaView[] areas, int watchers, TimeProvider time, CancellationToken cancel)
    {
        var each = Math.Max(1, watchers / Levels.Length);
        var watched = Choose(areas, each);
        Onlooker[] screens = [.. watched.Select(area => new Onlooker(area, time))];
        var lines = await Task.WhenAll(screens.Select(_ => HubLine.Open(server, "/hubs/city", token, cancel)));
        var crowd = new Crowd(areas, screens, lines, time);
        foreach (var (line, screen) in lines.Zip(screens))
        {
            await line.Watch("1", screen.Area.Id, cancel);
        }

        await Task.WhenAll(screens.Select(one => one.Ready)).WaitAsync(WatchWithin, time, cancel);
        return crowd;
    }

    /// <summary>Bytes that came to the screens of a level so far.</summary>
    public long BytesAt(string level) =>
        _lines.Zip(Screens).Where(pair => pair.Second.Area.Level == level).Sum(pair => pair.First.Bytes);

    /// <summary>A marked event is due in a watched grid.</summary>
    public void Expect(AreaView grid, long dueAt, Stretch stretch)
    {
        foreach (var screen in _above[grid.Id])
        {
            screen.Expect(dueAt, stretch);
        }
    }

    /// <summary>Waits until every marked event is on every screen above it; false when that takes too long.</summary>
    public async Task<bool> ShowAll(TimeSpan within, CancellationToken cancel)
    {
        var begun = _time.GetTimestamp();
        while (!Screens.All(screen => screen.IsComplete))
        {
            if (_time.GetElapsedTime(begun) > within)
            {
                return false;
            }

            await Task.Delay(LookEvery, _time, cancel);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading.Select(one => one.ContinueWith(_ => { }, TaskScheduler.Default)));
        Array.ForEach(_lines, line => line.Dispose());
        _stop.Dispose();
    }

    /// <summary>A connection that the server ended; null when all go on.</summary>
    public Exception? Broken() => _reading.FirstOrDefault(one => one.IsFaulted)?.Exception?.InnerException;

    private static List<AreaView> Choose(AreaView[] areas, int each)
    {
        var byId = areas.ToDictionary(area => area.Id);
        AreaView[] grids = [.. areas.Where(area => area.Level == "Grid")];
        AreaView[] level = [.. Enumerable.Range(0, each).Select(at => grids[at * grids.Length / each])];
        var chosen = new List<AreaView>(level);
        for (var step = 1; step < Levels.Length; step++)
        {
            AreaView[] parents = [.. level.Select(area => byId[area.Parent!]).DistinctBy(area => area.Id)];
            chosen.AddRange(Enumerable.Range(0, each).Select(at => parents[at % parents.Length]));
            level = parents;
        }

        return chosen;
    }

    private static bool IsAbove(string area, string grid, Dictionary<string, string?> parents)
    {
        for (var at = grid; at is not null; at = parents[at])
        {
            if (at == area)
            {
                return true;
            }
        }

        return false;
    }
}
