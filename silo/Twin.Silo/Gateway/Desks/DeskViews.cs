using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Silo.Gateway.Reviews;

namespace Twin.Silo.Gateway.Desks;

/// <summary>A case as a desk shows it.</summary>
internal static class DeskViews
{
    public static CaseDeskView Of(CaseDesk desk, ReviewSight? review, ImmutableArray<Fact> facts) => new(
        ViewOf.Case(desk.Sight, review),
        [.. desk.Clocks.Select(clock => Clock(clock, null)), .. desk.Paused.Select(one => Clock(one, desk.PausedAt))],
        desk.Supervision, desk.Reworks, desk.Reopenings, desk.Duplicates, History(facts, desk.Sight),
        [.. desk.Choices.Select(Choice)],
        [.. desk.Acts.Select(act => new ActView(act.Obligation.Value, act.Act))]);

    private static ClockView Clock(CaseClock clock, DateTimeOffset? pausedAt) => new(
        clock.Id.Name, clock.StartedAt, clock.DueAt, clock.Passed, pausedAt);

    private static ChoiceView Choice(CaseChoice choice) => choice.Refusal is not { } code
        ? new ChoiceView(choice.Command)
        : new ChoiceView(choice.Command, code, Refusals.Of(code).Zh, Refusals.Of(code).En);

    private static HappenedView[] History(ImmutableArray<Fact> facts, CaseSight sight)
    {
        var stages = sight.Steps.ToDictionary(step => step.Version, step => step.Stage);
        var history = new List<HappenedView>(facts.Length);
        foreach (var fact in facts)
        {
            if (CaseFacts.Committed(fact) is not { Happened: var happened }) continue;
            var unit = UnitOf(happened);
            history.Add(new HappenedView(
                fact.Version, fact.At, CaseWords.FactOf(happened),
                stages.GetValueOrDefault(fact.Version, sight.Stage).ToString(), fact.By.Role, ReasonOf(happened),
                unit.Department?.Value, unit.Post?.Value, fact.Cause));
        }

        return [.. history];
    }

    /// <summary>Codes only: what people wrote is in the vault.</summary>
    private static string? ReasonOf(CaseEvent happened) => happened switch
    {
        CaseEvent.NotAccepted e => e.Reason,
        CaseEvent.Returned e => e.Reason,
        CaseEvent.Escalated e => e.Reason,
        CaseEvent.CheckFailed e => e.Reason,
        CaseEvent.Voided e => e.Reason,
        CaseEvent.Supervised e => e.Reason,
        CaseEvent.Pended e => e.Cause,
        CaseEvent.ReferredOut e => e.Body,
        CaseEvent.DeadlineMoved e => e.Cause,
        CaseEvent.DeadlinePassed e => e.Clock.Name,
        CaseEvent.WhistleRaised e => e.Whistle.ToString(),
        CaseEvent.OneThingOpened e => e.Template,
        CaseEvent.Contacted e => e.Channel.ToString(),
        _ => null,
    };

    private static CaseUnit UnitOf(CaseEvent happened) => happened switch
    {
        CaseEvent.Dispatched e => new(e.Post, e.Department),
        CaseEvent.Accepted e => new(e.Post, e.Department),
        CaseEvent.Returned e => new(e.Post, e.Department),
        CaseEvent.OwnerRuled e => new(e.Post, e.Department),
        CaseEvent.Escalated e => new(null, e.Department),
        CaseEvent.Reassigned e => new(e.Post, e.Department),
        CaseEvent.Offered e => new(e.Post, null),
        CaseEvent.WhistleRaised e => new(null, e.Department),
        CaseEvent.Handled e => new(e.Post, e.Department),
        CaseEvent.CheckOpened e => new(e.Post, null),
        CaseEvent.CheckPassed e => new(e.Post, null),
        _ => new(null, null),
    };
}
