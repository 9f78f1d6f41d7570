using System.Collections.Immutable;
using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.City.Tests.Boards;

public class BoardFoldTests
{
    private static readonly CaseId First = new("case-1");
    private static readonly CaseEvent.Reported Flood = new(
        CaseSource.App, Town.North, Town.Flood.At, false, null, null, Town.Text, "E0406", Severity.S3, "receipt",
        LimitBy.Class, null, null, null);

    private long _position;

    [Fact]
    public void A_report_is_open_unassigned_and_warm()
    {
        var fold = new BoardFold(Town.North, 100);
        var trace = fold.Apply(Fact(Flood))!;

        var board = fold.AsOf(0);
        Assert.Equal((1, 1, 1, 1), (board.Reported, board.Open, board.Unassigned, board.S3));
        Assert.Equal(1_500_000, board.HeatMicros);
        Assert.Equal(CanonicalMinute.Of(Town.Morning), board.AsOfMinute);
        Assert.True(trace.IsOpen);
    }

    [Fact]
    public void A_default_place_is_counted_apart_and_leaves_no_heat()
    {
        var fold = new BoardFold(Town.North, 100);
        fold.Apply(Fact(Flood with { DefaultPlace = true }));

        Assert.Equal((1, 0), (fold.AsOf(0).DefaultPlace, fold.AsOf(0).HeatMicros));
    }

    [Fact]
    public void A_case_is_overdue_from_the_first_minute_that_begins_after_its_due_time()
    {
        var fold = new BoardFold(Town.North, 100);
        var dueAt = Town.Morning.AddMinutes(30);
        Fold(fold, Flood, Offered(), new CaseEvent.Accepted(Town.NorthSeat, null, "o", dueAt));

        var due = CanonicalMinute.Of(dueAt);
        Assert.Equal(0, fold.AsOf(due).Overdue);
        Assert.Equal(1, fold.AsOf(due + 1).Overdue);
        Assert.Equal(0, fold.AsOf(due).Overdue);

        fold.Apply(Fact(new CaseEvent.Handled(Town.NorthSeat, null, Town.Text, null)));
        Assert.Equal(0, fold.AsOf(due + 1).Overdue);
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(60, 0, 1, 0)]
    [InlineData(null, 0, 0, 1)]
    public void Lateness_is_judged_when_it_is_handled(int? handledMinutesLate, long onTime, long late, long noLimit)
    {
        var fold = new BoardFold(Town.North, 100);
        DateTimeOffset? dueAt = handledMinutesLate is null ? null : Town.Morning.AddHours(1);
        var handledAt = Town.Morning.AddMinutes(60 + (handledMinutesLate ?? 0));
        Fold(
            fold, Flood with { LimitBy = LimitBy.Source, DueAt = dueAt }, Offered(),
            new CaseEvent.Accepted(null, null, "o", Town.Morning.AddYears(1)),
            new CaseEvent.Handled(null, null, null, handledAt), new CaseEvent.CheckOpened(null, null),
            new CaseEvent.CheckPassed(null, null));

        var board = fold.AsOf(0);
        Assert.Equal((0, 1), (board.Open, board.Closed));
        Assert.Equal((onTime, late, noLimit), (board.ClosedOnTime, board.ClosedLate, board.ClosedNoLimit));
        Assert.Empty(fold.Open);
    }

    [Fact]
    public void A_case_that_moves_leaves_one_board_and_joins_the_other()
    {
        BoardFold north = new(Town.North, 100), south = new(Town.South, 100);
        var moved = new CaseMove(
            Town.North, CaseSource.App, Flood.At, false, null, null, LimitBy.Class, null, Town.Morning);
        north.Apply(Fact(Flood));
        var filed = Fact(new CaseEvent.Filed("E0406", Severity.S2, Town.South, "no-1", moved));

        var left = north.Apply(filed)!;
        var joined = south.Apply(filed)!;

        Assert.Equal((false, Town.South), (left.IsOpen, left.MovedTo));
        Assert.True(joined.IsOpen);
        Assert.Equal((1, 0), (north.AsOf(0).Reported, north.AsOf(0).Open));
        Assert.Equal((0, 1, 1), (south.AsOf(0).Reported, south.AsOf(0).Open, south.AsOf(0).S2));
        Assert.Equal((Flood.At, Town.Morning), (joined.At, joined.ReportedAt));
    }

    [Fact]
    public void A_fact_without_its_beginning_is_loud()
    {
        var fold = new BoardFold(Town.North, 100);

        var fault = Assert.Throws<InvalidOperationException>(() => fold.Apply(Fact(new CaseEvent.Closed())));

        Assert.Contains("fold the feed from its start", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drill_is_counted_apart()
    {
        var fold = new BoardFold(Town.North, 100);
        fold.Apply(Fact(Flood) with { Tag = "drill-1" });

        Assert.Equal(1, fold.AsOf(0).Drill);
    }

    [Fact]
    public void Minutes_before_1970_are_whole_too()
    {
        Assert.Equal(-1, CanonicalMinute.Of(DateTimeOffset.UnixEpoch.AddSeconds(-1)));
        Assert.Equal(-1, CanonicalMinute.Of(DateTimeOffset.UnixEpoch.AddSeconds(-60)));
        Assert.Equal(0, CanonicalMinute.OverdueFrom(DateTimeOffset.UnixEpoch.AddSeconds(-1)));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(7), CanonicalMinute.StartOf(7));
    }

    private static CaseEvent.Dispatched Offered() => new(Town.NorthSeat, null, "o", null);

    private void Fold(BoardFold fold, params ImmutableArray<CaseEvent> past)
    {
        foreach (var happened in past) fold.Apply(Fact(happened));
    }

    private Committed Fact(CaseEvent happened) =>
        new(First, ++_position, _position, [], Town.Morning, null, happened);
}
