using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Duty;

/// <summary>Which turns a seat may be given: domain 3.9, and the limits of a war mode.</summary>
public static class RosterDecisions
{
    /// <summary>Roles that plan turns, each within its own area.</summary>
    public static readonly ImmutableArray<string> Planners = ["ShiftLead", "StreetOffice", "CommunitySecretary"];

    /// <summary>So far ahead turns are planned.</summary>
    public static readonly TimeSpan AheadMost = TimeSpan.FromDays(62);

    private static readonly TimeSpan OnCallMost = TimeSpan.FromHours(24);
    private static readonly TimeSpan Turn = TimeSpan.FromHours(8);
    private static readonly TimeSpan WarTurn = TimeSpan.FromHours(12);
    private static readonly TimeSpan Rest = TimeSpan.FromHours(24);

    /// <summary>Days in a row on which a seat may keep turns of twelve hours.</summary>
    private const int WarDaysMost = 14;

    /// <summary>After so many nights in a row a seat rests.</summary>
    private const int NightsMost = 3;

    private static readonly Refusal Overlap = new(
        "ShiftOverlap", "该岗位在这段时间已有班次。", "The seat keeps another turn at that time; drop it first.");

    private static readonly Refusal RestNeeded = new(
        "RestNeeded", "连续三个夜班后须休息24小时。", "After three nights in a row the seat rests for 24 hours.");

    private static readonly Refusal WarTooLong = new(
        "WarTooLong", "12小时班连续不得超过14天。", "Turns of twelve hours end after 14 days in a row.");

    private static readonly Refusal NoSuchShift = new("NoSuchShift", "没有这个班次。", "There is no such turn.");

    public static Decision<RosterEvent> Plan(
        Roster roster, ImmutableArray<Shift> shifts, DateTimeOffset now, TimeZoneInfo zone)
    {
        var kept = roster;
        foreach (var shift in shifts)
        {
            if (!Fits(shift, now, zone)) return Decision.No<RosterEvent>(Refusals.FieldInvalid("from"));
            if (kept.Of(shift.Post).Any(shift.Meets)) return Decision.No<RosterEvent>(Overlap);
            kept = kept.After(new RosterEvent.ShiftsPlanned(new(shift)), now);
        }

        foreach (var seat in shifts.Select(shift => shift.Post).Distinct())
        {
            if (!Rests(kept.Of(seat), zone)) return Decision.No<RosterEvent>(RestNeeded);
            if (WarDays(kept.Of(seat), zone) > WarDaysMost) return Decision.No<RosterEvent>(WarTooLong);
        }

        return Decision.Of<RosterEvent>(new RosterEvent.ShiftsPlanned(new(shifts)));
    }

    /// <summary>Only what has not ended; past turns stay as they were.</summary>
    public static Decision<RosterEvent> Drop(Roster roster, ImmutableArray<Shift> shifts, DateTimeOffset now) =>
        shifts.All(shift => shift.To > now && roster.Of(shift.Post).Contains(shift))
            ? Decision.Of<RosterEvent>(new RosterEvent.ShiftsDropped(new(shifts)))
            : Decision.No<RosterEvent>(NoSuchShift);

    /// <summary>Turns of the day have their hours; the others a length.</summary>
    private static bool Fits(Shift shift, DateTimeOffset now, TimeZoneInfo zone)
    {
        var length = shift.To - shift.From;
        var hour = TimeZoneInfo.ConvertTime(shift.From, zone).TimeOfDay;
        return shift.To > now && shift.From <= now + AheadMost && length > TimeSpan.Zero && shift.Kind switch
        {
            ShiftKind.Day => length == Turn && hour == TimeSpan.FromHours(8),
            ShiftKind.Evening => length == Turn && hour == TimeSpan.FromHours(16),
            ShiftKind.Night => length == Turn && hour == TimeSpan.Zero,
            ShiftKind.War12h => length == WarTurn,
            _ => length <= OnCallMost,
        };
    }

    private static bool Rests(ImmutableArray<Shift> shifts, TimeZoneInfo zone)
    {
        var nights = 0;
        Shift? last = null;
        foreach (var shift in shifts.Where(shift => shift.Kind != ShiftKind.OnCall))
        {
            var follows = last is not null && shift.From - last.To < Rest;
            if (follows && nights >= NightsMost) return false;
            nights = !IsNight(shift, zone) ? 0 : follows ? nights + 1 : 1;
            last = shift;
        }

        return true;
    }

    /// <summary>It holds the hours from midnight to four.</summary>
    private static bool IsNight(Shift shift, TimeZoneInfo zone)
    {
        var from = TimeZoneInfo.ConvertTime(shift.From, zone).DateTime;
        var midnight = from.TimeOfDay == TimeSpan.Zero ? from : from.Date.AddDays(1);
        return midnight.AddHours(4) <= from + (shift.To - shift.From);
    }

    private static int WarDays(ImmutableArray<Shift> shifts, TimeZoneInfo zone)
    {
        var (most, row, last) = (0, 0, default(DateOnly));
        foreach (var day in shifts.Where(shift => shift.Kind == ShiftKind.War12h)
            .Select(shift => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(shift.From, zone).DateTime)).Distinct())
        {
            row = day == last.AddDays(1) ? row + 1 : 1;
            (most, last) = (Math.Max(most, row), day);
        }

        return most;
    }
}
