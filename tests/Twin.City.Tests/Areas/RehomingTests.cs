using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.City.Tests.Areas;

public class RehomingTests
{
    private static readonly HomeId Old = Quarter.Grids[0];

    [Fact]
    public void A_case_goes_to_the_part_that_holds_its_place_and_else_to_the_area_above()
    {
        var book = Quarter.Book().After(Quarter.Cut(Old, 0.5));
        var parts = book[Old].Heirs;

        Assert.Equal(parts[0], Target(book, new CasePlace(Quarter.At(0.2, 0.5), false, null, null)));
        Assert.Equal(parts[1], Target(book, new CasePlace(null, false, new BuildingId("b-0-1"), null)));
        Assert.Equal(parts[1], Target(book, new CasePlace(Quarter.At(0.2, 0.5), true, new BuildingId("b-0-1"), null)));
        Assert.Equal(Quarter.West, Target(book, default));
        Assert.Equal(Quarter.West, Target(book, new CasePlace(Quarter.At(3.5, 0.5), false, null, null)));
    }

    [Fact]
    public void A_case_of_unknown_place_goes_to_the_only_heir()
    {
        var merged = Quarter.Book().After(new AreaCommand.Merge([Old, Quarter.Grids[1]], "", "合"));
        var closed = Quarter.Book().After(new AreaCommand.Close(Old));

        Assert.Equal(merged[Old].Heirs[0], Target(merged, default));
        Assert.Equal(Quarter.West, Target(closed, default));
    }

    [Fact]
    public void A_case_that_was_left_behind_two_changes_ago_still_finds_its_home()
    {
        var book = Quarter.Book().After(Quarter.Cut(Old, 0.5));
        var half = book[Old].Heirs[0];
        book = book.After(Quarter.Cut(half, 0.25));
        book = book.After(new AreaCommand.Merge([book[half].Heirs[1], Quarter.Grids[1]], "", "合"));

        Assert.Equal(book[half].Heirs[0], Target(book, new CasePlace(Quarter.At(0.1, 0.5), false, null, null)));
        Assert.Equal(
            book[book[half].Heirs[1]].Heirs[0],
            Target(book, new CasePlace(Quarter.At(0.4, 0.5), false, null, null)));
    }

    [Fact]
    public void A_home_that_lives_keeps_its_cases()
    {
        var book = Quarter.Book().After(Quarter.Cut(Old, 0.5));

        Assert.Null(Rehoming.TargetOf(book, Quarter.Grids[2], new CasePlace(Quarter.At(0.2, 0.5), false, null, null)));
    }

    [Fact]
    public void A_rehomed_case_is_counted_once_and_nothing_of_its_past_moves()
    {
        var state = Town.Past(new CaseId("c"), Reported(Old), new CaseEvent.ReviewOpened());
        var book = Quarter.Book().After(Quarter.Cut(Old, 0.5));
        var rehomed = Rehoming.Decide(state, book)!;
        var (before, after) = (new BoardFold(Old, 100), new BoardFold(rehomed.Home, 50));
        Fold(before, 1, Reported(Old));
        Fold(before, 2, new CaseEvent.ReviewOpened());
        var was = before.AsOf(0);
        Fold(before, 3, rehomed);
        Fold(after, 3, rehomed);

        var sum = before.AsOf(0).Add(after.AsOf(0));
        Assert.Equal(was with { Facts = sum.Facts, Position = sum.Position }, sum);
        Assert.Equal((0, 1), (before.AsOf(0).Open, before.AsOf(0).Reported));
        Assert.Equal((1, 0), (after.AsOf(0).Open, after.AsOf(0).Reported));
        Assert.Equal(before.AsOf(0).Position, after.AsOf(0).Position);
        Assert.Null(Rehoming.Decide(state.After(rehomed, new CaseStamp(Town.Morning, 3, 3, "r", null)), book));
    }

    [Fact]
    public void An_ended_case_stays_where_it_ended()
    {
        var state = Town.Past(
            new CaseId("c"), Reported(Old), new CaseEvent.ReviewOpened(), new CaseEvent.Voided("Test"));

        Assert.Null(Rehoming.Decide(state, Quarter.Book().After(Quarter.Cut(Old, 0.5))));
    }

    private static HomeId? Target(AreaBook book, CasePlace place) => Rehoming.TargetOf(book, Old, place);

    private static CaseEvent.Reported Reported(HomeId home) => new(
        CaseSource.App, home, Quarter.At(0.2, 0.5), false, null, null, null, "E0406", Severity.S3, "hash",
        LimitBy.Class, null, null, null);

    private static void Fold(BoardFold fold, long version, CaseEvent happened) => fold.Apply(new Committed(
        new CaseId("c"), version, version, [], Town.Morning, null, happened));
}
