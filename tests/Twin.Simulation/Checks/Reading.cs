using System.Globalization;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Grains.Buildings;
using Twin.Grains.Cases;
using Twin.Grains.Posts;
using Twin.Simulation.Ground;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.Checks;

/// <summary>The city as its grains tell it when all is quiet, held against the log.</summary>
internal sealed class Reading
{
    private readonly List<string> _lines = [];
    private readonly List<string> _faults = [];

    public int BoardsWrong { get; private set; }

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>All that was read, line by line, for the hash.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public static async Task<Reading> Of(VirtualSilo silo, Truth truth, DateTimeOffset now)
    {
        var reading = new Reading();
        await reading.ReadBoards(silo, truth, CanonicalMinute.Of(now));
        await reading.ReadHomed(silo, truth);
        await reading.ReadPosts(silo, truth);
        await reading.ReadBuildings(silo, truth);
        await reading.ReadCases(silo, truth);
        return reading;
    }

    /// <summary>Boards without what time alone changes, soon after the storm.</summary>
    public static async Task<List<string>> BoardsSoon(VirtualSilo silo, Truth truth)
    {
        var faults = new List<string>();
        foreach (var id in truth.Homes)
        {
            var board = Timeless(truth.Comparable(await silo.Tree.Watched(silo.Grains, id).Board()));
            var wanted = Timeless(truth.Comparable(truth.BoardOf(id, 0)));
            if (board != wanted)
            {
                faults.Add($"soon after, board of {id} is {board}; the log says {wanted}");
            }
        }

        return faults;
    }

    private static Board Timeless(Board board) => board with { AsOfMinute = 0, HeatMicros = 0, Overdue = 0 };

    private async Task ReadBoards(VirtualSilo silo, Truth truth, long minute)
    {
        foreach (var id in truth.Homes)
        {
            var told = await silo.Tree.Watched(silo.Grains, id).Board() with { AsOfMinute = minute };
            var board = truth.Comparable(told);
            var wanted = truth.Comparable(truth.BoardOf(id, minute) with { AsOfMinute = minute });
            _lines.Add($"{id} {board}");
            if (board != wanted)
            {
                BoardsWrong++;
                _faults.Add($"board of {id} is {board}; the log says {wanted}");
            }
        }

        var open = truth.Cases.Values.Count(one => one.Stage.IsOpen());
        var counted = truth.BoardOf(truth.Root, minute).Open;
        if (open != counted)
        {
            BoardsWrong++;
            _faults.Add($"{open} cases are open; the feeds of all homes together have {counted}");
        }
    }

    /// <summary>Each open case is in the list of one home, which is its own and lives.</summary>
    private async Task ReadHomed(VirtualSilo silo, Truth truth)
    {
        var lists = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var home in truth.Homes)
        {
            foreach (var one in await silo.Tree.Watched(silo.Grains, home).Homed())
            {
                var place = truth.IsLive(home) ? home.Value : $"{home}, which is over";
                var id = one.Case.Value;
                lists[id] = lists.TryGetValue(id, out var other) ? $"{other} and {place}" : place;
            }
        }

        foreach (var (id, state) in truth.Cases.Where(one => one.Value.Stage.IsOpen()))
        {
            Compare($"home of {id}", lists.GetValueOrDefault(id, "none"), state.Home.Value);
            lists.Remove(id);
        }

        foreach (var (id, home) in lists.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            Compare($"home of {id}", home, "none: it is over");
        }
    }

    private async Task ReadPosts(VirtualSilo silo, Truth truth)
    {
        foreach (var post in truth.Posts)
        {
            var sight = await silo.Grains.GetGrain<IPostGrain>(post).See();
            Compare(
                $"tasks of {post}",
                string.Join(", ", sight.Tasks.Select(
                    task => $"{task.Offer} {task.Kind} {task.Accepted} {task.Arrived}")),
                string.Join(", ", truth.TasksOf(post)));
        }
    }

    private async Task ReadBuildings(VirtualSilo silo, Truth truth)
    {
        foreach (var building in SmallTown.Buildings)
        {
            var sight = await silo.Grains.GetGrain<IBuildingGrain>(building).See();
            var open = truth.Cases.Values.Count(one => one.Building?.Value == building && one.Stage.IsOpen());
            Compare($"open cases at {building}", Text(sight!.OpenCases), Text(open));
        }
    }

    private async Task ReadCases(VirtualSilo silo, Truth truth)
    {
        foreach (var (id, state) in truth.Cases)
        {
            Compare($"case {id}", Text(await silo.Grains.GetGrain<ICaseGrain>(id).See()), Text(state.Sight()));
        }
    }

    private void Compare(string what, string found, string wanted)
    {
        _lines.Add($"{what} {found}");
        if (found != wanted)
        {
            BoardsWrong++;
            _faults.Add($"{what}: {found}; the log says {wanted}");
        }
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Text(CaseSight? sight) => sight is null
        ? "none"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{sight.Stage} {sight.Version} {sight.Position} {sight.Home} {sight.Class} {sight.Severity} "
            + $"{sight.CaseNo} {sight.Post} {sight.Department} {sight.DueAt:O} {sight.HandledAt:O} {sight.EndedAt:O} "
            + $"{sight.Steps.Length} {sight.Tasks.Length}");
}
