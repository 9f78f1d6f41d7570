using Twin.City;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Geo;
using Twin.Grains.Areas;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Areas;

public class SplitAndMergeTests
{
    private static readonly Actor Planner = new("a-planner", ["Planner"]);

    [Fact]
    public async Task A_split_takes_every_open_case_to_the_part_that_holds_its_place()
    {
        await using var city = await LiveCity.Start();
        await ReportIn(city, Town.East1, 40);
        var before = await Until(city, Town.City, board => board.Open == 40);

        var answer = await Book(city).Do(Order(Halves(Town.East1)), city.Cancel);

        Assert.Null(answer.Refusal);
        Assert.Equal((40, 0), (answer.CasesMoved, answer.CasesLeft));
        var parts = ((AreaEvent.AreaSplit)answer.Happened[0]).Parts;
        var after = await Until(city, Town.City, board => board.Facts == before.Facts + 80);
        Assert.Equal(Plain(before), Plain(after));
        Assert.Equal(0, (await city.Home(Town.East1).Board()).Open);
        var sums = await Task.WhenAll(parts.Select(part => city.Home(part.Id).Board()));
        Assert.Equal(40, sums.Sum(board => board.Open));
        foreach (var part in parts)
        {
            foreach (var one in await city.Home(part.Id).Homed(city.Cancel))
            {
                Assert.Equal(part.Id, city.Tree.Book.GridAt(one.Place.At!.Value));
            }
        }

        Assert.Empty(city.Journal.Lines);
    }

    [Fact]
    public async Task A_late_report_to_a_grid_that_is_over_finds_its_home()
    {
        await using var city = await LiveCity.Start();
        var answer = await Book(city).Do(Order(Halves(Town.East1)), city.Cancel);
        var left = ((AreaEvent.AreaSplit)answer.Happened[0]).Parts[0].Id;

        await city.Do("late", Flood(Town.East1, city.Tree.Book[left].Centre), Town.Receiver);

        await Until(city, left, board => board.Open == 1);
        Assert.Equal(left, (await city.Case("late").See(city.Cancel))!.Home);
        Assert.Equal(1, (await city.Home(Town.East1).Board()).Reported);
    }

    [Fact]
    public async Task A_merge_takes_cases_and_seats_of_both_to_one()
    {
        await using var city = await LiveCity.Start();
        await ReportIn(city, Town.East1, 5);
        await ReportIn(city, Town.East2, 7);

        var answer = await Book(city).Do(
            Order(new AreaCommand.Merge([Town.East1, Town.East2], "", "合")), city.Cancel);

        var into = ((AreaEvent.AreaMerged)answer.Happened[0]).Into.Id;
        Assert.Equal((12, 0), (answer.CasesMoved, answer.CasesLeft));
        await Until(city, into, board => board.Open == 12);
        Assert.Equal([Town.Seat(Town.East1), Town.Seat(Town.East2)], city.Tree.PostsOf(into));
        Assert.Equal(into, (await city.Seat(Town.East2).See(city.Cancel)).Home);
        await Until(city, Town.East, board => board is { Open: 12, Reported: 12 });
    }

    [Fact]
    public async Task A_moved_grid_takes_its_board_to_the_new_parent()
    {
        await using var city = await LiveCity.Start();
        await ReportIn(city, Town.East1, 3);
        await Until(city, Town.East, board => board.Open == 3);

        await Book(city).Do(Order(new AreaCommand.Move(Town.East1, Town.West)), city.Cancel);

        await Until(city, Town.West, board => board.Open == 3);
        await Until(city, Town.East, board => board.Open == 0);
        await Until(city, Town.City, board => board.Open == 3);
    }

    [Fact]
    public async Task A_preview_stores_nothing_and_its_hash_opens_only_the_same_change()
    {
        await using var city = await LiveCity.Start();
        await ReportIn(city, Town.East1, 4);
        var head = city.Log.Head.Position;

        var preview = await Book(city).Preview(Order(Halves(Town.East1)), city.Cancel);

        Assert.Equal(head, city.Log.Head.Position);
        Assert.Equal(4, preview.Cases.Length);
        await Book(city).Do(Order(new AreaCommand.Recode(Town.East2, null, "新名"), "other"), city.Cancel);
        var stale = await Book(city).Do(Order(Halves(Town.East1)) with { Preview = preview.Hash }, city.Cancel);
        Assert.Equal("PreviewStale", stale.Refusal!.Code);
        var again = await Book(city).Preview(Order(Halves(Town.East1)), city.Cancel);
        var done = await Book(city).Do(Order(Halves(Town.East1)) with { Preview = again.Hash }, city.Cancel);
        Assert.Equal(again.Happened.Length, done.Happened.Length);
    }

    [Fact]
    public async Task A_city_that_starts_again_has_the_map_and_finishes_what_was_cut_off()
    {
        var log = EventLog.Memory.MemoryEventLog.Create(TimeProvider.System);
        AreaAnswer answer;
        await using (var city = await LiveCity.Start(log))
        {
            await ReportIn(city, Town.East1, 6);
            answer = await Book(city).Do(Order(Halves(Town.East1)), city.Cancel);
        }

        await using var next = await LiveCity.Start(log);
        await next.Tree.Follow(next.Log, next.Cancel);
        var parts = ((AreaEvent.AreaSplit)answer.Happened[0]).Parts;
        var boards = await Task.WhenAll(parts.Select(part => next.Home(part.Id).Board()));
        Assert.Equal(6, boards.Sum(board => board.Open));
        var again = await Book(next).Do(Order(Halves(Town.East1)), next.Cancel);
        Assert.True(again.Again);
    }

    private static IAreaBookGrain Book(LiveCity city) => city.Grains.GetGrain<IAreaBookGrain>(CityTree.BookKey);

    private static AreaOrder Order(AreaCommand command, string id = "change-1") => new(command, id, Planner);

    /// <summary>Cut from south to north through the middle.</summary>
    private static AreaCommand.Split Halves(HomeId grid)
    {
        var middle = Town.Place(Town.Grids.IndexOf(grid));
        return new AreaCommand.Split(
            grid, [Part("西半"), Part("东半")], new CutLine(middle with { Lat = 29.0 }, middle with { Lat = 29.01 }));
    }

    private static WantedPart Part(string name) => new(name, "", null, [], []);

    private static CaseCommand.Report Flood(HomeId grid, LngLat at) =>
        Town.Flood(grid) with { At = at, Building = null, Site = null };

    private static async Task ReportIn(LiveCity city, HomeId grid, int count)
    {
        var middle = Town.Place(Town.Grids.IndexOf(grid));
        for (var i = 0; i < count; i++)
        {
            var at = new LngLat(middle.Lng - 0.004 + (i * 0.0002), middle.Lat);
            await city.Do($"{grid}-case-{i}", Flood(grid, at), Town.Receiver);
        }

        await Until(city, grid, board => board.Open == count);
    }

    private static async Task<Board> Until(LiveCity city, HomeId home, Func<Board, bool> reached)
    {
        var watcher = city.Watch(home);
        await watcher.Until(screen => reached(screen.Board));
        return watcher.Board;
    }

    private static Board Plain(Board board) => board with
    {
        Facts = 0,
        Position = 0,
        AsOfMinute = 0,
        HeatMicros = 0,
        Unassigned = 0,
        Awaiting = 0,
    };
}
