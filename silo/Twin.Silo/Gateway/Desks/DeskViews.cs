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
            var unit = CaseWhy.UnitOf(happened);
            history.Add(new HappenedView(
                fact.Version, fact.At, CaseWords.FactOf(happened),
                stages.GetValueOrDefault(fact.Version, sight.Stage).ToString(), fact.By.Role,
                CaseWhy.ReasonOf(happened), unit.Department?.Value, unit.Post?.Value, fact.Cause));
        }

        return [.. history];
    }
}
