using System.Collections.Immutable;
using Twin.City.Duty;

namespace Twin.City.Tests.Duty;

/// <summary>Turns of seats, their limits, and who stands in.</summary>
public class RosterTests
{
    private static readonly PostId Head = new("north-head");
    private static readonly PostId Worker = new("north-worker");
    private static readonly PostId Next = new("south-head");

    /// <summary>Midnight of a Saturday in the city, eight hours ahead.</summary>
    private static readonly DateTimeOffset Midnight = new(2026, 5, 16, 0, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(ShiftKind.Day, 8, 8, true)]
    [InlineData(ShiftKind.Day, 9, 8, false)]
    [InlineData(ShiftKind.Evening, 16, 8, true)]
    [InlineData(ShiftKind.Evening, 16, 9, false)]
    [InlineData(ShiftKind.Night, 24, 8, true)]
    [InlineData(ShiftKind.War12h, 20, 12, true)]
    [InlineData(ShiftKind.War12h, 20, 8, false)]
    [InlineData(ShiftKind.OnCall, 3, 24, true)]
    [InlineData(ShiftKind.OnCall, 3, 25, false)]
    [InlineData(ShiftKind.OnCall, 3, 0, false)]
    public void A_turn_has_its_hours(ShiftKind kind, int from, int hours, bool fits) =>
        Assert.Equal(fits ? null : "FieldInvalid", Plan(Roster.Empty, Turn(Head, kind, from, hours)).Refusal?.Code);

    [Fact]
    public void A_seat_keeps_one_turn_at_a_time_and_two_seats_may_keep_the_same()
    {
        var roster = After(Roster.Empty, Turn(Head, ShiftKind.Day, 8, 8));

        Assert.Equal("ShiftOverlap", Plan(roster, Turn(Head, ShiftKind.OnCall, 15, 4)).Refusal?.Code);
        Assert.Null(Plan(roster, Turn(Head, ShiftKind.Evening, 16, 8)).Refusal);
        Assert.Null(Plan(roster, Turn(Worker, ShiftKind.Day, 8, 8)).Refusal);
        var twice = Turn(Worker, ShiftKind.Day, 8, 8);
        Assert.Equal("ShiftOverlap", Plan(roster, twice, twice).Refusal?.Code);
    }

    [Fact]
    public void After_three_nights_a_seat_rests_for_a_day()
    {
        Shift Night(int day) => Turn(Head, ShiftKind.Night, day * 24, 8);

        Assert.Null(Plan(Roster.Empty, Night(1), Night(2), Night(3)).Refusal);
        Assert.Equal("RestNeeded", Plan(Roster.Empty, Night(1), Night(2), Night(3), Night(4)).Refusal?.Code);
        var nights = After(Roster.Empty, Night(1), Night(2), Night(3));
        Assert.Equal("RestNeeded", Plan(nights, Turn(Head, ShiftKind.Day, (3 * 24) + 8, 8)).Refusal?.Code);
        Assert.Equal("RestNeeded", Plan(nights, Turn(Head, ShiftKind.Evening, (3 * 24) + 16, 8)).Refusal?.Code);
        Assert.Null(Plan(nights, Turn(Head, ShiftKind.Day, (4 * 24) + 8, 8)).Refusal);
        Assert.Null(Plan(Roster.Empty, Night(1), Night(2), Night(3), Night(5)).Refusal);
    }

    [Fact]
    public void Turns_of_twelve_hours_end_after_fourteen_days()
    {
        ImmutableArray<Shift> Days(int count) =>
            [.. Enumerable.Range(1, count).Select(day => Turn(Head, ShiftKind.War12h, (day * 24) + 8, 12))];

        Assert.Null(Plan(Roster.Empty, Days(14)).Refusal);
        Assert.Equal("WarTooLong", Plan(Roster.Empty, Days(15)).Refusal?.Code);
    }

    [Fact]
    public void What_is_over_or_was_never_planned_cannot_be_dropped()
    {
        var shift = Turn(Head, ShiftKind.Day, 8, 8);
        var roster = After(Roster.Empty, shift);

        Assert.Equal("NoSuchShift", Drop(roster, Turn(Worker, ShiftKind.Day, 8, 8), Midnight).Refusal?.Code);
        Assert.Equal("NoSuchShift", Drop(roster, shift, shift.To).Refusal?.Code);
        var left = roster.After(Drop(roster, shift, Midnight).Happened.Single(), Midnight);
        Assert.False(left.IsOnShift(Head, shift.From));
        Assert.True(left.IsPlanned(Head));
    }

    [Fact]
    public void How_a_turn_stands_follows_from_the_plan_and_the_seat_alone()
    {
        var shift = Turn(Head, ShiftKind.Day, 8, 8);

        Assert.Equal(ShiftStage.Planned, shift.StageAt(shift.From.AddMinutes(-1), seated: true));
        Assert.Equal(ShiftStage.SignedOn, shift.StageAt(shift.From, seated: true));
        Assert.Equal(ShiftStage.Planned, shift.StageAt(shift.From.AddMinutes(14), seated: false));
        Assert.Equal(ShiftStage.Missed, shift.StageAt(shift.From.AddMinutes(15), seated: false));
        Assert.Equal(ShiftStage.SignedOff, shift.StageAt(shift.To, seated: true));
    }

    [Fact]
    public void A_gap_goes_next_door_and_without_anybody_stays_at_home()
    {
        var roster = After(
            Roster.Empty, Turn(Worker, ShiftKind.Day, 8, 8), Turn(Next, ShiftKind.Evening, 16, 8));

        Assert.Equal(Worker, SeatAt(roster, hour: 9));
        Assert.Equal(Next, SeatAt(roster, hour: 17));
        Assert.Equal(Head, SeatAt(roster, hour: 3));
        Assert.True(GapRule.IsGap(roster, [Head, Worker], Midnight.AddHours(17)));
        Assert.False(GapRule.IsGap(roster, [Head, Worker], Midnight.AddHours(9)));
    }

    [Fact]
    public void Where_nobody_plans_turns_the_first_seat_has_every_matter_as_ever()
    {
        var roster = After(Roster.Empty, Turn(Next, ShiftKind.Day, 8, 8));

        Assert.Equal(Head, SeatAt(roster, hour: 9));
        Assert.False(GapRule.IsGap(roster, [Head, Worker], Midnight.AddHours(9)));
        Assert.Null(GapRule.SeatFor(roster, [], [], Midnight));
    }

    [Fact]
    public void What_is_long_over_is_forgotten_by_the_fold()
    {
        var old = After(Roster.Empty, Turn(Head, ShiftKind.Day, 8, 8));

        var later = old.After(new RosterEvent.ShiftsPlanned(new(Turn(Head, ShiftKind.Day, (20 * 24) + 8, 8))),
            Midnight.AddDays(20));

        Assert.Single(later.Of(Head));
    }

    private static PostId? SeatAt(Roster roster, int hour) =>
        GapRule.SeatFor(roster, [Head, Worker], [[], [Next]], Midnight.AddHours(hour));

    private static Decision<RosterEvent> Plan(Roster roster, params ImmutableArray<Shift> shifts) =>
        RosterDecisions.Plan(roster, shifts, Midnight, Town.Zone);

    private static Decision<RosterEvent> Drop(Roster roster, Shift shift, DateTimeOffset now) =>
        RosterDecisions.Drop(roster, [shift], now);

    private static Roster After(Roster roster, params ImmutableArray<Shift> shifts) =>
        roster.After(Plan(roster, shifts).Happened.Single(), Midnight);

    private static Shift Turn(PostId seat, ShiftKind kind, int fromHour, int hours) => new(
        seat, Midnight.AddHours(fromHour).ToUniversalTime(),
        Midnight.AddHours(fromHour + hours).ToUniversalTime(), kind);
}
