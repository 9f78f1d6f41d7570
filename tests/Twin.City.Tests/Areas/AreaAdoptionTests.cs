using System.Collections.Immutable;
using Twin.City.Areas;
using Twin.Geo.Reference;

namespace Twin.City.Tests.Areas;

public class AreaAdoptionTests
{
    [Fact]
    public void A_new_import_becomes_the_facts_of_what_changed()
    {
        var book = Quarter.Book();
        var before = MapRows.Of(book.City.Parts);
        var north = before.Areas[1] with { Id = "north", Code = "330681001003", Name = "北" };
        var after = new MapRows(
            [before.Areas[0], before.Areas[1], before.Areas[2] with { Name = "新东" }, north],
            [before.Grids[0], before.Grids[1] with { ParentId = "north" }, before.Grids[2]]);

        var facts = AreaAdoption.Facts(book, before, after, ("areas-2", "grids-2"));
        var now = Fold(book, facts);

        Assert.Equal(
            ["AreaDrawn", "AreaRecoded", "AreaMoved", "AreaClosed", "PostRehomed", "AreasImported"],
            facts.Select(fact => fact.GetType().Name));
        Assert.Equal(new HomeId("north"), now[Quarter.Grids[1]].Parent);
        Assert.False(now[Quarter.Grids[3]].IsLive);
        Assert.Equal(Quarter.East, now[Quarter.Grids[3]].Heirs[0]);
        Assert.Equal("新东", now[Quarter.East].Name);
        Assert.Equal(("areas-2", "grids-2"), now.Imported);
    }

    [Fact]
    public void What_a_command_has_ended_stays_so()
    {
        var first = Quarter.Book();
        var before = MapRows.Of(first.City.Parts);
        var book = first.After(Quarter.Cut(Quarter.Grids[0], 0.5));
        var after = before with { Grids = before.Grids.SetItem(0, before.Grids[0] with { Name = "改名" }) };

        var now = Fold(book, AreaAdoption.Facts(book, before, after, ("a", "g")));

        Assert.False(now[Quarter.Grids[0]].IsLive);
        Assert.Equal("第0网格", now[Quarter.Grids[0]].Name);
        Assert.NotNull(now.GridAt(Quarter.At(0.2, 0.5)));
    }

    [Fact]
    public void What_an_import_changes_of_an_area_that_is_over_is_named()
    {
        var first = Quarter.Book();
        var before = MapRows.Of(first.City.Parts);
        var book = first.After(Quarter.Cut(Quarter.Grids[0], 0.5));
        var renamed = before with
        {
            Grids = before.Grids.SetItem(0, before.Grids[0] with { Name = "改名" })
                .SetItem(1, before.Grids[1] with { Name = "也改" }),
        };

        Assert.Equal([Quarter.Grids[0]], AreaAdoption.PassedOver(book, before, renamed));
        Assert.Equal(
            [Quarter.Grids[0]],
            AreaAdoption.PassedOver(book, before with { Grids = before.Grids.RemoveAt(0) }, before));
        Assert.Empty(AreaAdoption.PassedOver(first, before, renamed));
    }

    private static AreaBook Fold(AreaBook book, ImmutableArray<AreaEvent> facts) =>
        facts.Aggregate(book, (map, fact) => map.After(fact, DateTimeOffset.UnixEpoch, map.Position + 1));
}
