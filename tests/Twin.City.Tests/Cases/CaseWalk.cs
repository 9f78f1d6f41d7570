using Twin.City.Cases;
using Twin.City.Chains;

namespace Twin.City.Tests.Cases;

/// <summary>Takes one case through its life, as a grain would: decide, stamp, apply.</summary>
internal sealed class CaseWalk(string id = "case-1", CaseRules? rules = null)
{
    private readonly CaseRules _rules = rules ?? Town.Rules;
    private long _commands;

    public CaseState State { get; private set; } = CaseState.Absent(new CaseId(id));

    public List<CaseEvent> Happened { get; } = [];

    /// <summary>What the log would tell the chain of the case.</summary>
    public List<ChainFact> Facts { get; } = [];

    public DateTimeOffset Now { get; set; } = Town.Morning;

    public Decision<CaseEvent> Try(CaseCommand command, Actor by, DateTimeOffset? occurredAt = null) =>
        CaseDecisions.Decide(State, OrderOf(command, by, occurredAt), Now, _rules);

    public CaseWalk Do(CaseCommand command, Actor by, DateTimeOffset? occurredAt = null)
    {
        var order = OrderOf(command, by, occurredAt);
        var decision = CaseDecisions.Decide(State, order, Now, _rules);
        Assert.Null(decision.Refusal);
        foreach (var happened in decision.Happened)
        {
            var version = State.Version + 1;
            var stamp = new CaseStamp(Now, version, version * 10, order.CommandId, order.Tag);
            State = State.After(happened, stamp);
            Happened.Add(happened);
            Facts.Add(new ChainFact(happened, stamp, by.Roles.FirstOrDefault() ?? "", null));
        }
        return this;
    }

    /// <summary>What the System does by itself, until it waits.</summary>
    public CaseWalk BySystem()
    {
        while (CaseFlow.NextBySystem(State, _rules) is { } next)
        {
            Do(next is CaseCommand.File file ? file with { CaseNo = "33068120260515000001" } : next, Actor.System);
        }
        return this;
    }

    private CaseOrder OrderOf(CaseCommand command, Actor by, DateTimeOffset? occurredAt) =>
        new(command, $"command-{++_commands}", by, "test", occurredAt);
}
