using Twin.City;
using Twin.City.Cases;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.People;

/// <summary>One command, ready to be said: by somebody at the gateway, or by the city itself.</summary>
internal sealed class Errand
{
    private readonly Func<VirtualSilo, string, Task<Told>> _say;

    /// <summary>In a way of its own.</summary>
    public Errand(string word, string by, Func<VirtualSilo, string, Task<Told>> say) =>
        (Word, By, _say) = (word, by, say);

    /// <summary>By somebody who signed in.</summary>
    public Errand(string word, string by, CommandRequest needs, string commandId, Caller caller)
    {
        (Word, By) = (word, by);
        _say = async (silo, id) =>
        {
            var outcome = await silo.Commands.Do(
                id, word, needs with { CommandId = commandId }, null, caller, "desk", CancellationToken.None);
            return outcome.Answer is { } answer
                ? new Told(answer.Position, null, answer.Stage, answer.Again)
                : new Told(0, outcome.Problem!.Code, "", Again: false);
        };
    }

    /// <summary>By a part of the city that has no door.</summary>
    public Errand(string word, string by, CaseCommand command, string commandId, Actor actor)
    {
        (Word, By) = (word, by);
        _say = async (silo, id) =>
        {
            var answer = await silo.Cases.Do(
                new CaseId(id), new CaseOrder(command, commandId, actor, "city"), CancellationToken.None);
            return new Told(answer.Position, answer.Refusal?.Code, answer.Stage.ToString(), answer.Again);
        };
    }

    public string Word { get; }

    public string By { get; }

    /// <summary>A refusal is one of the stage that the case has before and after it.</summary>
    public async Task<Told> Say(VirtualSilo silo, Desk.KnownCase known)
    {
        var id = new CaseId(known.Id);
        var before = await silo.Cases.See(id, CancellationToken.None);
        var told = await _say(silo, known.Id);
        if (told.Refusal is null)
        {
            known.Stage = told.Stage;
            return told;
        }

        var after = await silo.Cases.See(id, CancellationToken.None);
        known.Stage = (after?.Stage ?? CaseStage.Absent).ToString();
        return told with { Stage = before?.Version == after?.Version ? known.Stage : "" };
    }
}
