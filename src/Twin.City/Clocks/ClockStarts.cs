using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>Which clocks a decision starts, and when they are due, as the tables say.</summary>
public static class ClockStarts
{
    /// <summary>Rows of clocks.csv that run by now; the others wait for the commands that stop them.</summary>
    private static readonly FrozenSet<string> Carried = new[]
    {
        "T1", "T2", "T3", "T4", "T5", "T6", "ReplyCap", "ReferDanger", "Dispatch", "OfferAnswer", "Step",
        "SupervisionAnswer", "OnSpotObjection",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null when none starts. No clock of the city runs on an older record.</summary>
    internal static FactList<ClockStart>? Of(CaseAsk ask, TransitionRow row)
    {
        if (row.ClockStarted.IsEmpty || ask.State.IsHistory
            || ask.Command is CaseCommand.Report { LimitBy: LimitBy.Source })
        {
            return null;
        }

        var starts = ImmutableArray.CreateBuilder<ClockStart>();
        foreach (var name in row.ClockStarted)
        {
            if (Carried.Contains(name)) Add(ask, name, starts);
        }

        return starts.Count == 0 ? null : new(starts.ToImmutable());
    }

    private static void Add(CaseAsk ask, string name, ImmutableArray<ClockStart>.Builder starts)
    {
        if (name != "Step")
        {
            if (Within(ask, name) is { } limit) starts.Add(Start(ask, name, limit));
            return;
        }

        // The last step is T5, which has a name of its own.
        foreach (var step in ask.Class?.HandleSteps[..^1] ?? [])
        {
            if (step.Within is { } within) starts.Add(Start(ask, $"Step.{step.Name}", within));
        }
    }

    /// <summary>Null = open, or nobody to answer to.</summary>
    private static Limit? Within(CaseAsk ask, string name) => name switch
    {
        "T2" or "T4" when !ask.State.ReporterReachable => null,
        "T4" => Earlier(ask, CityTables.ClockOf["T4"].For(ask.Severity), ask.Class?.FirstContact),
        "T5" => ask.Class?.HandleWithin,
        "ReplyCap" => ask.Class?.ReplyCap,
        "Dispatch" => ask.Class?.DispatchWithin,
        "SupervisionAnswer" => ask.Command is CaseCommand.Supervise e ? CityTables.Supervisions[e.Level].Answer : null,
        _ => CityTables.ClockOf[name].For(ask.Severity),
    };

    private static Limit? Earlier(CaseAsk ask, Limit? one, Limit? other) =>
        one is not { } first ? other
        : other is not { } second || DueAt(ask, first) <= DueAt(ask, second) ? one
        : other;

    private static ClockStart Start(CaseAsk ask, string name, Limit within) => new(name, within, DueAt(ask, within));

    private static DateTimeOffset DueAt(CaseAsk ask, Limit within) =>
        Calendars.Add(ask.Now, within, ask.Rules.Calendar);
}
