using Twin.City;
using Twin.City.Areas;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.People;

/// <summary>What the keeper of the map wants: a grid cut in two, two made one, one moved elsewhere.</summary>
internal static class MapWishes
{
    private const double Beyond = 0.001;

    private static readonly Actor Planner = new("planner", ["Planner"]);

    public static Wish Draw(Random dice, string commandId)
    {
        var (kind, first, second) = (dice.Next(3), dice.Next(1_000), dice.Next(1_000));
        AreaCommand? command = null;
        return new Wish($"Map {kind}", CityTree.Stream, commandId, async silo =>
        {
            // Said again, it is the same wish, whatever the map has become.
            command ??= CommandOf(silo.Tree.Book, kind, first, second);
            return await Say(silo, new AreaOrder(command, commandId, Planner));
        });
    }

    private static async Task<Told> Say(VirtualSilo silo, AreaOrder order)
    {
        var answer = await silo.Grains.GetGrain<IAreaBookGrain>(CityTree.BookKey).Do(order);
        return new Told(answer.Position, answer.Refusal?.Code, "", answer.Again);
    }

    private static AreaCommand CommandOf(AreaBook book, int kind, int first, int second)
    {
        var rows = book.All.Select(home => book[home]).Where(row => row.IsLive).ToList();
        var grids = rows.FindAll(row => row.IsGrid);
        var grid = grids[first % grids.Count];
        var sisters = grids.FindAll(row => row.Parent == grid.Parent && row.Id != grid.Id);
        var others = rows.FindAll(row => row.Level == AreaLevel.Community && row.Id != grid.Parent);
        return kind switch
        {
            0 when sisters.Count > 0 =>
                new AreaCommand.Merge([grid.Id, sisters[second % sisters.Count].Id], "", "合"),
            1 => new AreaCommand.Move(grid.Id, others[second % others.Count].Id),
            _ => Halves(grid),
        };
    }

    private static AreaCommand.Split Halves(AreaRow grid)
    {
        var box = grid.Outline!.Bounds;
        var middle = (box.West + box.East) / 2;
        return new AreaCommand.Split(
            grid.Id,
            [new WantedPart("左", "", null, [], []), new WantedPart("右", "", null, [], [])],
            new CutLine(new(middle, box.South - Beyond), new(middle, box.North + Beyond)));
    }
}
