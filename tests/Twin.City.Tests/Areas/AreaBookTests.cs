using Twin.City.Areas;
using Twin.City.Json;
using Twin.Geo;

namespace Twin.City.Tests.Areas;

public class AreaBookTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_place_falls_in_exactly_one_live_grid_however_often_grids_are_cut_and_merged(int seed)
    {
        var chance = new Random(seed);
        var book = Quarter.Book();
        for (var step = 0; step < 12; step++)
        {
            var live = book.All.Select(id => book[id]).Where(row => row is { IsGrid: true, IsLive: true }).ToArray();
            var grid = live[chance.Next(live.Length)];
            var siblings = live.Where(other => other.Parent == grid.Parent && other.Id != grid.Id).ToArray();
            book = chance.Next(3) == 0 && siblings.Length > 0
                ? book.After(new AreaCommand.Merge([grid.Id, siblings[0].Id], "", $"合{step}"))
                : book.After(new AreaCommand.Split(
                    grid.Id, [Quarter.Part("左"), Quarter.Part("右")], Through(grid, chance)));
        }

        var holders = book.All.Select(id => book[id]).Where(row => row is { IsGrid: true, IsLive: true }).ToArray();
        var apart = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var at = Quarter.At(chance.NextDouble() * 4, chance.NextDouble());
            var home = Assert.NotNull(book.GridAt(at));
            Assert.True(book[home].IsLive);
            // Only in the width of a rounded edge may outline and claim differ.
            apart += book[home].Outline!.Contains(at) ? 0 : 1;
        }

        Assert.True(apart <= 2, $"{apart} of 20,000 places lie outside the outline of their grid");
        Assert.Equal(400, holders.Sum(row => row.Households));
    }

    [Fact]
    public void A_grid_that_is_over_keeps_its_place_its_households_and_its_heirs()
    {
        var book = Quarter.Book().After(Quarter.Cut(Quarter.Grids[0], 0.5));

        var old = book[Quarter.Grids[0]];
        Assert.False(old.IsLive);
        Assert.Equal((Quarter.West, 100), (old.Parent!.Value, old.Households));
        Assert.Contains(old.Id, book.ChildrenOf(Quarter.West));
        Assert.Equal(2, old.Heirs.Length);
        Assert.Equal(old.Heirs[0], book.GridAt(Quarter.At(0.25, 0.5)));
        Assert.Equal(old.Heirs[1], book.GridAt(Quarter.At(0.75, 0.5)));
    }

    [Fact]
    public void Whoever_was_bound_to_a_grid_is_bound_to_its_parts()
    {
        var book = Quarter.Book().After(Quarter.Cut(Quarter.Grids[0], 0.5));
        var parts = book[Quarter.Grids[0]].Heirs;
        book = book.After(new AreaCommand.Merge([parts[0], Quarter.Grids[1]], "", "合"));

        Assert.True(book.Covers(Quarter.Grids[0], parts[1]));
        Assert.True(book.Covers(Quarter.Grids[0], book[parts[0]].Heirs[0]));
        Assert.False(book.Covers(Quarter.Grids[2], parts[1]));
        Assert.True(book.Covers(Quarter.City, parts[1]));
    }

    [Fact]
    public void A_moved_area_takes_all_below_it_along()
    {
        var book = Quarter.Book().After(new AreaCommand.Move(Quarter.Grids[1], Quarter.East));

        Assert.Equal([Quarter.Grids[0]], book.ChildrenOf(Quarter.West));
        Assert.Equal([Quarter.Grids[2], Quarter.Grids[3], Quarter.Grids[1]], book.ChildrenOf(Quarter.East));
        Assert.True(book.Covers(Quarter.East, Quarter.Grids[1]));
    }

    [Fact]
    public void Facts_come_back_from_the_log_as_they_went()
    {
        var book = Quarter.Book();
        foreach (var command in new AreaCommand[]
        {
            Quarter.Cut(Quarter.Grids[0], 0.4, lean: 0.1), new AreaCommand.Close(Quarter.Grids[1]),
            new AreaCommand.Move(Quarter.Grids[2], Quarter.West), new AreaCommand.Recode(Quarter.West, "1", "新西"),
        })
        {
            foreach (var fact in AreaDecisions.Decide(book, Quarter.Order(command)).Happened)
            {
                var (kind, payload) = CityJson.Encode(fact);
                var back = CityJson.DecodeArea(kind, CityJson.Schema, payload);
                Assert.Equal(payload.ToArray(), CityJson.Encode(back).Payload.ToArray());
                book = book.After(back, DateTimeOffset.UnixEpoch, book.Position + 1);
            }
        }

        Assert.Null(book.GridAt(Quarter.At(1.5, 0.5)));
        Assert.Equal(Quarter.West, book.HomeOf(Quarter.At(1.5, 0.5)));
        Assert.Equal("新西", book[Quarter.West].Name);
    }

    private static CutLine Through(AreaRow grid, Random chance)
    {
        var (east, north) = (chance.NextDouble() - 0.5, chance.NextDouble() - 0.5);
        return new CutLine(
            grid.Centre, new LngLat(grid.Centre.Lng + (east * 0.01) + 1e-5, grid.Centre.Lat + (north * 0.01)));
    }
}
