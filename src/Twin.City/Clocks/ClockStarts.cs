using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>Which clocks a decision starts, and when they are due, as the tables say.</summary>
public static class ClockStarts
{
    /// <summary>The second clock of a check: at twice T6 nobody is awaited any more.</summary>
    public const string CheckLapses = "T6.twice";

    private const string Handling = "T5";
    private const string HalfHandling = "T5*0.5";

    /// <summary>Of whatever is none of the urgent kinds, and so of what nobody has classed yet.</summary>
    private static readonly Limit OrdinaryDispatch = Limit.Parse("PT24H/E");

    /// <summary>Null when none starts. No clock of the city runs on an older record.</summary>
    internal static FactList<ClockStart>? Of(CaseAsk ask, TransitionRow row)
    {
        if (ask.State.IsHistory || ask.Command is CaseCommand.Report { LimitBy: LimitBy.Source }) return null;
        var starts = ImmutableArray.CreateBuilder<ClockStart>();
        foreach (var name in row.ClockStarted) Add(ask, name, row, starts);
        if (ask.Command is CaseCommand.GrantExtension e)
        {
            starts.Add(new ClockStart(Handling, null, e.DueAt ?? ask.State.ExtensionDueAt!.Value));
        }

        if (ask.Command is CaseCommand.Resume) starts.AddRange(Resumed(ask));
        starts.AddRange(ObligationStarts.Of(ask));
        return starts.Count == 0 ? null : new(starts.ToImmutable());
    }

    /// <summary>Clocks that stood still, each with what was left of it.</summary>
    internal static IEnumerable<ClockStart> Resumed(CaseAsk ask) =>
        ask.State.Paused.Select(clock => Start(ask, clock.Id.Name, Left(clock, ask)));

    private static void Add(
        CaseAsk ask, string name, TransitionRow row, ImmutableArray<ClockStart>.Builder starts)
    {
        switch (name)
        {
            case "Step":
                // The last step is T5, which has a name of its own.
                foreach (var step in ask.Class?.HandleSteps[..^1] ?? [])
                {
                    if (step.Within is { } within) starts.Add(Start(ask, $"Step.{step.Name}", within));
                }

                break;
            case "PendingReview":
                starts.Add(Review(ask));
                break;
            case Handling when row.Limits.Contains(HalfHandling):
                if (ask.Class?.HandleWithin is { } whole) starts.Add(Start(ask, name, whole.Half()));
                break;
            default:
                if (Within(ask, name) is not { } limit) break;
                starts.Add(Start(ask, name, limit));
                if (name == "T6") starts.Add(Start(ask, CheckLapses, limit.Twice()));
                break;
        }
    }

    /// <summary>Null = open, or nobody to answer to.</summary>
    private static Limit? Within(CaseAsk ask, string name) => name switch
    {
        "T2" or "T4" when !ask.Reachable => null,
        "T4" => Earlier(ask, CityTables.ClockOf["T4"].For(ask.Severity), ask.Class?.FirstContact),
        Handling => ask.Class?.HandleWithin,
        "ReplyCap" => ask.Class?.ReplyCap,
        "Dispatch" => ask.Class is { } row ? row.DispatchWithin : OrdinaryDispatch,
        "SupervisionAnswer" => ask.Command is CaseCommand.Supervise e ? CityTables.Supervisions[e.Level].Answer : null,
        _ => CityTables.ClockOf[name].For(ask.Severity),
    };

    private static Limit? Earlier(CaseAsk ask, Limit? one, Limit? other) =>
        one is not { } first ? other
        : other is not { } second || DueAt(ask, first) <= DueAt(ask, second) ? one
        : other;

    /// <summary>The day that was named, but thirty working days at most.</summary>
    private static ClockStart Review(CaseAsk ask)
    {
        var most = Start(ask, "PendingReview", CityTables.ClockOf["PendingReview"].For(ask.Severity)!.Value);
        var named = ask.Command switch
        {
            CaseCommand.Pend e => e.ReviewAt,
            CaseCommand.RenewPending e => e.ReviewAt,
            _ => null,
        };
        return named < most.DueAt ? most with { Within = null, DueAt = named.Value } : most;
    }

    /// <summary>A working day that has begun counts whole for whoever has the work.</summary>
    private static Limit Left(CaseClock clock, CaseAsk ask)
    {
        var (from, kind) = (ask.State.PausedAt, clock.Within?.Calendar ?? LimitCalendar.RoundTheClock);
        var left = new Limit(Calendars.Between(from, clock.DueAt, kind, ask.Rules.Calendar), kind);
        return kind == LimitCalendar.WorkingDays && Calendars.Add(from, left, ask.Rules.Calendar) < clock.DueAt
            ? left with { Length = left.Length + TimeSpan.FromDays(1) }
            : left;
    }

    private static ClockStart Start(CaseAsk ask, string name, Limit within) => new(name, within, DueAt(ask, within));

    /// <summary>A merge that is undone never was: its clocks count from the report.</summary>
    private static DateTimeOffset DueAt(CaseAsk ask, Limit within) => Calendars.Add(
        ask.Command is CaseCommand.Unmerge ? ask.State.ReportedAt : ask.Now, within, ask.Rules.Calendar);
}
