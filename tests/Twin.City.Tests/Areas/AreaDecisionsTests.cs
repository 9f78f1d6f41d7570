using Twin.City.Areas;
using Twin.Geo.Reference;

namespace Twin.City.Tests.Areas;

public class AreaDecisionsTests
{
    [Fact]
    public void A_split_sends_doors_with_their_building_and_the_rest_by_surface()
    {
        var happened = Decide(Quarter.Cut(Quarter.Grids[0], 0.5)).Happened;

        var households = happened.OfType<AreaEvent.HouseholdsRehomed>().ToArray();
        Assert.Equal(100, households.Sum(moved => moved.Households));
        // Thirty doors of the western house, and half of the seventy that no house is known for.
        Assert.InRange(households[0].Households, 64, 65);
        Assert.Equal([new BuildingId("b-0-0")], households[0].Buildings);
    }

    [Fact]
    public void A_seat_goes_to_the_larger_part_and_the_other_part_gets_a_new_one()
    {
        var happened = Decide(Quarter.Cut(Quarter.Grids[0], 0.5)).Happened;
        var parts = ((AreaEvent.AreaSplit)happened[0]).Parts;

        Assert.Equal(
            new AreaEvent.PostRehomed(new PostId("g-0-1"), Quarter.Grids[0], parts[0].Id),
            Assert.Single(happened.OfType<AreaEvent.PostRehomed>()));
        Assert.Equal(parts[1].Id, Assert.Single(happened.OfType<AreaEvent.PostOpened>()).Home);
    }

    [Fact]
    public void A_community_is_split_by_its_children()
    {
        var book = Quarter.Book().After(new AreaCommand.Split(
            Quarter.West, [Quarter.Part("甲", Quarter.Grids[0]), Quarter.Part("乙", Quarter.Grids[1])]));

        var parts = book[Quarter.West].Heirs;
        Assert.Equal(parts[0], book[Quarter.Grids[0]].Parent);
        Assert.Equal(parts[1], book[Quarter.Grids[1]].Parent);
        Assert.Equal(AreaLevel.Community, book[parts[0]].Level);
        Assert.NotNull(book[parts[0]].Outline);
    }

    [Fact]
    public void Who_is_no_keeper_of_the_map_is_not_allowed() =>
        Assert.Equal("NotAllowed", AreaDecisions.Decide(
            Quarter.Book(), Quarter.Order(Quarter.Cut(Quarter.Grids[0], 0.5), Town.Dispatcher)).Refusal!.Code);

    public static TheoryData<string, AreaCommand> Wrong => new()
    {
        { "AreaUnknown", new AreaCommand.Close(new HomeId("nowhere")) },
        { "AreaIsCity", new AreaCommand.Close(Quarter.City) },
        { "AreaIsCity", new AreaCommand.Move(Quarter.City, Quarter.West) },
        { "AreaNotEmpty", new AreaCommand.Close(Quarter.West) },
        { "ParentUnfit", new AreaCommand.Move(Quarter.Grids[0], Quarter.Grids[1]) },
        { "ParentUnfit", new AreaCommand.Move(Quarter.West, Quarter.East) },
        { "CodeTaken", new AreaCommand.Recode(Quarter.West, "330681001002", null) },
        { "FieldInvalid", new AreaCommand.Recode(Quarter.West, null, "") },
        { "AreasUnlike", new AreaCommand.Merge([Quarter.Grids[0]], "", "一") },
        { "AreasUnlike", new AreaCommand.Merge([Quarter.Grids[0], Quarter.Grids[2]], "", "跨") },
        { "AreasUnlike", new AreaCommand.Merge([Quarter.Grids[0], Quarter.West], "", "杂") },
        { "PartsUnfit", Quarter.Cut(Quarter.Grids[0], 2.5) },
        { "PartsUnfit", Quarter.Cut(Quarter.Grids[0], 0.5) with { Parts = [Quarter.Part("只")] } },
        { "PartsUnfit", new AreaCommand.Split(Quarter.West, [Quarter.Part("甲", Quarter.Grids[0]), Quarter.Part("乙")]) },
        {
            "GroundTaken",
            new AreaCommand.Draw(
                null, null, Quarter.West, "", "重", Quarter.Book()[Quarter.Grids[2]].Outline, "Residential")
        },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_is_refused_with_what_was_found(string code, AreaCommand command)
    {
        var refusal = Decide(command).Refusal!;

        Assert.Equal(code, refusal.Code);
        Assert.Contains("Found ", refusal.En, StringComparison.Ordinal);
        Assert.Contains("expected", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_over_points_to_its_heirs()
    {
        var book = Quarter.Book().After(Quarter.Cut(Quarter.Grids[0], 0.5));

        var refusal = AreaDecisions.Decide(book, Quarter.Order(new AreaCommand.Close(Quarter.Grids[0]))).Refusal!;

        Assert.Equal("AreaOver", refusal.Code);
        Assert.Contains(book[Quarter.Grids[0]].Heirs[0].Value, refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_command_on_the_same_map_has_the_same_hash_and_names_the_same_new_ids()
    {
        var (first, second) = (Decide(Quarter.Cut(Quarter.Grids[0], 0.5)), Decide(Quarter.Cut(Quarter.Grids[0], 0.5)));
        var hash = AreaDecisions.HashOf(Quarter.Book(), first.Happened);
        var later = Quarter.Book().After(new AreaCommand.Recode(Quarter.East, null, "新东"));

        Assert.Equal(hash, AreaDecisions.HashOf(Quarter.Book(), second.Happened));
        Assert.Null(AreaDecisions.Decide(
            Quarter.Book(), Quarter.Order(Quarter.Cut(Quarter.Grids[0], 0.5), preview: hash)).Refusal);
        Assert.Equal("PreviewStale", AreaDecisions.Decide(
            later, Quarter.Order(Quarter.Cut(Quarter.Grids[0], 0.5), preview: hash)).Refusal!.Code);
    }

    [Fact]
    public void A_new_grid_takes_the_ground_of_one_that_was_closed()
    {
        var book = Quarter.Book().After(new AreaCommand.Close(Quarter.Grids[1]));
        var outline = Quarter.Book()[Quarter.Grids[1]].Outline;
        book = book.After(new AreaCommand.Draw(null, null, Quarter.West, "", "新", outline, "Residential"));

        var drawn = Assert.NotNull(book.GridAt(Quarter.At(1.5, 0.5)));
        Assert.NotEqual(Quarter.Grids[1], drawn);
        Assert.Equal(30, book[drawn].Households);
        Assert.Equal(2, book.BuildingsIn(drawn).Count());
        Assert.Single(book.SeatsOf(drawn));
    }

    private static Decision<AreaEvent> Decide(AreaCommand command) =>
        AreaDecisions.Decide(Quarter.Book(), Quarter.Order(command));
}
