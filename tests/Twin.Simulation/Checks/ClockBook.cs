using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;
using Twin.Simulation.Ground;

namespace Twin.Simulation.Checks;

/// <summary>Which clocks a fact must start and when they are due, read off the tables a second time.</summary>
internal static class ClockBook
{
    /// <summary>The log rounds moments.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(10);

    private static readonly WorkCalendar Calendar =
        WorkCalendar.Of(TimeZoneInfo.FindSystemTimeZoneById(SmallTown.City.Zone));

    private static readonly ILookup<(CaseStage, string), TransitionRow> Rows =
        CityTables.Transitions.Where(row => row.Next is not null).ToLookup(row => (row.Stage, row.Command));

    /// <summary>Null, or what is wrong with the clocks that a fact starts.</summary>
    public static string? Wrong(
        CaseState before, string command, CaseEvent happened, CaseState after, DateTimeOffset at)
    {
        // Those of what departments owe have their own table.
        var started = (happened.Clocks?.Items ?? [])
            .RemoveAll(clock => ClockId.Of(clock.Clock, 1).Obligation is not null);
        string? wrong = BellWrong(before, happened, after, started, at);
        if (wrong is not null) return wrong;
        started = started.RemoveAll(IsBell);
        foreach (var row in Rows[(before.Stage, command)].Where(row => row.Next == after.Stage))
        {
            var wanted = Wanted(row, before, happened, after, at).OrderBy(one => one.Name, StringComparer.Ordinal);
            if (Differs([.. wanted], started) is not { } differs) return null;
            wrong = differs;
        }

        return wrong;
    }

    /// <summary>An S1 or S2 offer to a seat waits sixty seconds to be seen; nothing else does.</summary>
    private static string? BellWrong(
        CaseState before, CaseEvent happened, CaseState after, ImmutableArray<ClockStart> started, DateTimeOffset at)
    {
        var grade = after.Severity != Severity.Unset ? after.Severity
            : CaseClasses.All.Find(after.Class)?.Severity ?? Severity.Unset;
        var isOffered = happened is CaseEvent.Dispatched { Post: not null } or CaseEvent.Offered
            or CaseEvent.SpotCheckOrdered { Post: not null } or CaseEvent.CheckOpened { Post: not null };
        var wanted = isOffered && !before.IsHistory && grade is Severity.S1 or Severity.S2;
        var bells = started.Where(IsBell).ToList();
        return bells.Count == (wanted ? 1 : 0) && bells.All(bell =>
            (bell.DueAt - at.AddSeconds(60)).Duration() <= Rounding)
            ? null
            : $"{CaseWords.FactOf(happened)} of {grade} starts {bells.Count} bells";
    }

    private static bool IsBell(ClockStart start) => start.Clock == "OfferSeen";

    private static string? Differs(List<(string Name, DateTimeOffset DueAt)> wanted, ImmutableArray<ClockStart> started)
    {
        var found = started.OrderBy(one => one.Clock, StringComparer.Ordinal).ToList();
        var equal = found.Count == wanted.Count && found.Zip(wanted).All(two =>
            two.First.Clock == two.Second.Name && (two.First.DueAt - two.Second.DueAt).Duration() <= Rounding);
        return equal ? null
            : $"starts {string.Join(' ', found.Select(one => $"{one.Clock}={one.DueAt:O}"))}, the tables "
                + string.Join(' ', wanted.Select(one => $"{one.Name}={one.DueAt:O}"));
    }

    private static IEnumerable<(string Name, DateTimeOffset DueAt)> Wanted(
        TransitionRow row, CaseState before, CaseEvent happened, CaseState after, DateTimeOffset at)
    {
        var from = happened is CaseEvent.Unmerged ? before.ReportedAt : at;
        foreach (var name in row.ClockStarted)
        {
            foreach (var (clock, limit) in LimitsOf(name, row, before, happened, after, from))
            {
                yield return (clock, limit);
            }
        }

        if (happened is CaseEvent.ExtensionGranted)
        {
            foreach (var one in Handling(before.ExtensionDueAt!.Value, null, at)) yield return one;
        }

        if (happened is not CaseEvent.Resumed) yield break;
        var t5 = before.Paused.FirstOrDefault(clock => clock.Id.Name == "T5");
        foreach (var clock in before.Paused)
        {
            yield return (clock.Id.Name, t5 is not null && clock.Id.Name == "T5.remind"
                ? at + (Share(clock, t5, before.PausedAt) * (GoneOn(t5, before.PausedAt, at) - at))
                : GoneOn(clock, before.PausedAt, at));
        }
    }

    /// <summary>T5, four fifths of it, and overdue by all of it.</summary>
    private static IEnumerable<(string Name, DateTimeOffset DueAt)> Handling(
        DateTimeOffset dueAt, Limit? whole, DateTimeOffset from)
    {
        yield return ("T5", dueAt);
        yield return ("T5.remind", from + (0.8 * (dueAt - from)));
        yield return ("T5.twice", whole is { } known ? Calendars.Add(from, known.Twice(), Calendar)
            : dueAt + (dueAt - from));
    }

    private static double Share(CaseClock part, CaseClock whole, DateTimeOffset from) =>
        (part.DueAt - from) / (whole.DueAt - from);

    /// <summary>Null, or a clock that a pause took although its moment had come: that would forgive it.</summary>
    public static string? Forgiven(CaseState after) =>
        after.Stage == CaseStage.Pending
        && after.Paused.FirstOrDefault(clock => clock.DueAt < after.PausedAt - Rounding) is { } one
            ? $"stands still since {after.PausedAt:O}; its clock {one.Id} was due at {one.DueAt:O}"
            : null;

    private static IEnumerable<(string Clock, DateTimeOffset DueAt)> LimitsOf(
        string name, TransitionRow row, CaseState before, CaseEvent happened, CaseState after, DateTimeOffset from)
    {
        var kind = CaseClasses.All.Find(after.Class);
        var grade = after.Severity != Severity.Unset ? after.Severity : kind?.Severity ?? Severity.Unset;
        var usual = CityTables.ClockOf[name].For(grade);
        var isReachable = happened is CaseEvent.Reported first ? first.Relay is not null : before.ReporterReachable;
        switch (name)
        {
            case "T2" or "T4" when !isReachable:
            case "Part":
                return [];
            case "T4":
                return Earliest(name, [usual, kind?.FirstContact], from);
            case "T5":
                return (row.Limits.Contains("T5*0.5") ? kind?.HandleWithin?.Half() : kind?.HandleWithin) is { } whole
                    ? Handling(Calendars.Add(from, whole, Calendar), whole, from)
                    : [];
            case "Step":
                return (kind?.HandleSteps[..^1] ?? []).Where(step => step.Within is not null)
                    .Select(step => ($"Step.{step.Name}", Calendars.Add(from, step.Within!.Value, Calendar)));
            case "T6":
                return Earliest(name, [usual], from).Concat(Earliest("T6.twice", [usual?.Twice()], from));
            case "PendingReview":
                var most = Calendars.Add(from, usual!.Value, Calendar);
                return [(name, ReviewOf(happened) is var named && named < most ? named : most)];
            case "SupervisionAnswer":
                var level = ((CaseEvent.Supervised)happened).Level;
                return Earliest(name, [CityTables.Supervisions[level].Answer], from)
                    .Concat(level == 3 ? Earliest("SupervisionAnswer.solve", [Limit.Parse("P10D/D")], from) : []);
            default:
                return Earliest(name, [name switch
                {
                    "ReplyCap" => kind?.ReplyCap,
                    "Dispatch" => kind is null ? Limit.Parse("PT24H/E") : kind.DispatchWithin,
                    _ => usual,
                }], from);
        }
    }

    private static DateTimeOffset ReviewOf(CaseEvent happened) => happened switch
    {
        CaseEvent.Pended e => e.ReviewAt,
        CaseEvent.PendingRenewed e => e.ReviewAt,
        _ => DateTimeOffset.MaxValue,
    };

    private static IEnumerable<(string, DateTimeOffset)> Earliest(
        string name, ReadOnlySpan<Limit?> limits, DateTimeOffset from)
    {
        DateTimeOffset? first = null;
        foreach (var limit in limits)
        {
            if (limit is { } known && Calendars.Add(from, known, Calendar) is var due && (first is null || due < first))
            {
                first = due;
            }
        }

        return first is { } earliest ? [(name, earliest)] : [];
    }

    /// <summary>What was left of it when it was stopped; a working day that had begun counts whole.</summary>
    private static DateTimeOffset GoneOn(CaseClock clock, DateTimeOffset pausedAt, DateTimeOffset at)
    {
        var kind = clock.Within?.Calendar ?? LimitCalendar.RoundTheClock;
        if (kind == LimitCalendar.RoundTheClock) return at + (clock.DueAt - pausedAt);
        var left = Calendars.Between(pausedAt, clock.DueAt, kind, Calendar);
        var isBegun = kind == LimitCalendar.WorkingDays
            && Calendars.Add(pausedAt, new Limit(left, kind), Calendar) < clock.DueAt;
        return Calendars.Add(at, new Limit(isBegun ? left + TimeSpan.FromDays(1) : left, kind), Calendar);
    }
}
