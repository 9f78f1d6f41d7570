using System.Collections.Immutable;
using Twin.City.Bells;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>Which clocks a decision starts, and when they are due, as the tables say.</summary>
public static class ClockStarts
{
    /// <summary>The second clock of a check: at twice T6 nobody is awaited any more.</summary>
    public const string CheckLapses = "T6.twice";

    /// <summary>Four fifths of T5: whoever has made no progress by then is reminded.</summary>
    public const string HandlingReminds = "T5.remind";

    /// <summary>Overdue by all of T5.</summary>
    public const string HandlingTwice = "T5.twice";

    /// <summary>Listed, answered perhaps, and still not solved.</summary>
    public const string AnswerSolves = "SupervisionAnswer.solve";

    private const string Handling = "T5";
    private const string Answer = "SupervisionAnswer";
    private const string HalfHandling = "T5*0.5";

    /// <summary>Of whatever is none of the urgent kinds, and so of what nobody has classed yet.</summary>
    private static readonly Limit OrdinaryDispatch = Limit.Parse("PT24H/E");

    /// <summary>Null when none starts. No clock of the city runs on an older record.</summary>
    internal static FactList<ClockStart>? Of(CaseAsk ask, TransitionRow row)
    {
        if (ask.State.IsHistory || ask.Command is CaseCommand.Report { LimitBy: LimitBy.Source }) return null;
        var starts = ImmutableArray.CreateBuilder<ClockStart>(0);
        foreach (var name in row.ClockStarted) Add(ask, name, row, starts);
        if (ask.Command is CaseCommand.GrantExtension e)
        {
            starts.AddRange(WithRungs(ask, new(Handling, null, e.DueAt ?? ask.State.ExtensionDueAt!.Value)));
        }

        if (ask.Command is CaseCommand.Resume) starts.AddRange(Resumed(ask));
        if (BellRules.StartOf(ask) is { } bell) starts.Add(bell);
        starts.AddRange(ObligationStarts.Of(ask));
        return starts.Count == 0 ? null : new(starts.DrainToImmutable());
    }

    /// <summary>Clocks that stood still, each with what was left of it.</summary>
    internal static IEnumerable<ClockStart> Resumed(CaseAsk ask)
    {
        var t5 = ask.State.Paused.FirstOrDefault(clock => clock.Id.IsHandling);
        return ask.State.Paused.Select(clock => t5 is not null && clock.Id.IsNamed(HandlingReminds)
            ? new ClockStart(HandlingReminds, null, RemindedAt(clock, t5, ask))
            : Start(ask, clock.Id.Name, Left(clock, ask)));
    }

    /// <summary>At the same share of what was left of T5.</summary>
    private static DateTimeOffset RemindedAt(CaseClock reminds, CaseClock t5, CaseAsk ask)
    {
        var (from, left) = (ask.State.PausedAt, DueAt(ask, Left(t5, ask)) - ask.Now);
        return ask.Now + (left * ((reminds.DueAt - from) / (t5.DueAt - from)));
    }

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
            case Handling:
                if (ask.Class?.HandleWithin is not { } whole) break;
                var handling = row.Limits.Contains(HalfHandling) ? whole.Half() : whole;
                starts.AddRange(WithRungs(ask, Start(ask, name, handling)));
                break;
            default:
                if (Within(ask, name) is not { } limit) break;
                starts.Add(Start(ask, name, limit));
                if (name == "T6") starts.Add(Start(ask, CheckLapses, limit.Twice()));
                if (IsListed(ask, name)) starts.Add(Start(ask, AnswerSolves, ObligationClocks.SolvedWithin));
                break;
        }
    }

    /// <summary>T5 with the moments of supervision.csv before and after it; shares are measured on the wall.</summary>
    private static IEnumerable<ClockStart> WithRungs(CaseAsk ask, ClockStart t5) =>
    [
        t5,
        new ClockStart(HandlingReminds, null, ask.Now + ((t5.DueAt - ask.Now) * 0.8)),
        t5.Within is { } within
            ? Start(ask, HandlingTwice, within.Twice())
            : new ClockStart(HandlingTwice, null, t5.DueAt + (t5.DueAt - ask.Now)),
    ];

    private static bool IsListed(CaseAsk ask, string name) =>
        name == Answer && ask.Command is CaseCommand.Supervise { Level: SupervisionLevel.Listed };

    /// <summary>Null = open, or nobody to answer to.</summary>
    private static Limit? Within(CaseAsk ask, string name) => name switch
    {
        "T2" or "T4" when !ask.Reachable => null,
        "T4" => Earlier(ask, CityTables.ClockOf["T4"].For(ask.Severity), ask.Class?.FirstContact),
        "ReplyCap" => ask.Class?.ReplyCap,
        "Dispatch" => ask.Class is { } row ? row.DispatchWithin : OrdinaryDispatch,
        Answer => ask.Command is CaseCommand.Supervise e ? CityTables.Supervisions[e.Level].Answer : null,
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
