using Twin.City.Cases;
using Twin.City.Chains;
using Twin.City.Obligations;
using Twin.City.Tests.Cases;

namespace Twin.City.Tests.Obligations;

/// <summary>A case whose clocks fire at their own moments, as the clock grain makes them.</summary>
internal sealed class ClockedWalk(CaseRules rules)
{
    private readonly CaseWalk _walk = new("case-1", rules);

    public CaseState State => _walk.State;

    public List<CaseEvent> Happened => _walk.Happened;

    public List<ChainFact> Facts => _walk.Facts;

    public DateTimeOffset Now => _walk.Now;

    /// <summary>When each obligation came to which level, in order.</summary>
    public List<(ObligationId Obligation, int Level, DateTimeOffset At)> Climbed { get; } = [];

    public ClockedWalk StartAt(DateTimeOffset now)
    {
        _walk.Now = now;
        return this;
    }

    public ClockedWalk Do(CaseCommand command, Actor by)
    {
        var before = Happened.Count;
        _walk.Do(command, by).BySystem();
        foreach (var climb in Happened.Skip(before).OfType<CaseEvent.ObligationSupervised>())
        {
            Climbed.Add((climb.Obligation, climb.Level, Now));
        }

        return this;
    }

    public ClockedWalk Do(ObligationId id, ObligationCommand wish, Actor by) =>
        Do(new CaseCommand.Oblige(id, wish), by);

    public Refusal? Try(ObligationId id, ObligationCommand wish, Actor by) =>
        _walk.Try(new CaseCommand.Oblige(id, wish), by).Refusal;

    public Refusal? Try(CaseCommand command, Actor by) => _walk.Try(command, by).Refusal;

    /// <summary>Lets the time pass; what is due fires at its moment, in order.</summary>
    public ClockedWalk Until(DateTimeOffset moment)
    {
        while (State.Clocks.Where(clock => !clock.Passed && clock.DueAt <= moment)
            .OrderBy(clock => clock.DueAt).ThenBy(clock => clock.Id.Value, StringComparer.Ordinal)
            .FirstOrDefault(clock => clock.Id.Obligation is not null) is { } due)
        {
            _walk.Now = due.DueAt;
            Do(CaseFlow.WhenDue(State, due.Id, due.DueAt)!, Actor.System);
        }

        _walk.Now = moment;
        return this;
    }

    public ObligationState Of(DepartmentId department) => State.Obligations.Last(one => one.Department == department);

    public ObligationId IdOf(DepartmentId department) => Of(department).Id;

    public string HashOf(DepartmentId department) => ObligationMemory.Of(Of(department), State.Clocks).Hash();
}
