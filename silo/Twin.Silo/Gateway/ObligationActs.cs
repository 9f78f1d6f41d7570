using Twin.City;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Turns an act of the wire into an order to one obligation of a case.</summary>
internal sealed class ObligationActs(CaseDoor cases, Intake intake, CommandIds ids)
{
    /// <summary>In the order of the ladder; the last word of the path.</summary>
    public static IReadOnlyList<string> Given { get; } =
    [
        "approve", "reject", "accept", "redirect", "arrive", "note", "result", "sign-off", "rate", "reinforce",
        "cancel", "supervise",
    ];

    /// <summary>What is written to other acts is not kept: no fact would name it.</summary>
    private static readonly string[] Wordless = ["approve", "accept", "arrive", "sign-off", "supervise"];

    public async ValueTask<Outcome<CommandAnswer>> Do(
        string caseId, ObligationId obligation, string act, ObligationRequest body, string? key, Caller caller,
        string client, CancellationToken cancel)
    {
        if ((caller.Unseated ?? Check(act, body, key)) is { } wrong)
        {
            return wrong;
        }

        var id = new CaseId(caseId);
        var commandId = ids.Of(
            body.CommandId ?? key, $"{obligation}/{act}", body with { CommandId = null },
            WireJson.Relaxed.ObligationRequest);
        var (by, may) = await ActorOf(id, new CaseCommand.Oblige(obligation, WishOf(act, body, null)), caller, cancel);

        // What is refused keeps no words; it still goes to the case, which knows what it has carried out before.
        var text = may && !Wordless.Contains(act)
            ? await intake.Keep(id, CommandKey.IdOf(commandId), body.Text, cancel)
            : null;
        var order = new CaseOrder(
            new CaseCommand.Oblige(obligation, WishOf(act, body, text)), commandId, by, client,
            ExpectedVersion: body.ExpectedVersion);
        var answer = await cases.Do(id, order, cancel);
        return answer.Refusal is { } no
            ? await cases.Told(no, id, caller, may, cancel)
            : ViewOf.Command(answer);
    }

    /// <summary>The first of the caller's places whose roles may do it.</summary>
    private async ValueTask<(Actor By, bool May)> ActorOf(
        CaseId id, CaseCommand.Oblige wish, Caller caller, CancellationToken cancel)
    {
        foreach (var actor in caller.Actors)
        {
            if (await cases.May(id, wish, actor, cancel))
            {
                return (actor, true);
            }
        }

        return (caller.Actor, false);
    }

    internal static ObligationCommand WishOf(string act, ObligationRequest body, Words? text)
    {
        DepartmentId? other = body.Department is { } department ? new DepartmentId(department) : null;
        return act switch
        {
            "approve" => new ObligationCommand.Approve(),
            "reject" => new ObligationCommand.Reject(text),
            "accept" => new ObligationCommand.Accept(),
            "redirect" => new ObligationCommand.Redirect(other, text),
            "arrive" => new ObligationCommand.Arrive(),
            "note" => new ObligationCommand.Note(text),
            "result" => new ObligationCommand.GiveResult(text),
            "sign-off" => new ObligationCommand.SignOff(),
            "rate" => new ObligationCommand.Rate(
                body.ArrivedOnTime!.Value, body.Solved!.Value, body.Attitude, text),
            "reinforce" => new ObligationCommand.Reinforce(other, text),
            "cancel" => new ObligationCommand.Cancel(text),
            _ => new ObligationCommand.Supervise(body.Supervision!.Value),
        };
    }

    private static ProblemView? Check(string act, ObligationRequest body, string? key) =>
        CommandIds.Check("Idempotency-Key", key)
        ?? CommandIds.Check("commandId", body.CommandId)
        ?? Checks.Version("expectedVersion", body.ExpectedVersion)
        ?? Checks.Department("department", body.Department)
        ?? Checks.Text("text", body.Text)
        ?? Checks.UpTo("attitude", body.Attitude, CommandRules.AttitudeMost)
        ?? Checks.UpTo("supervision", body.Supervision, SupervisionLevel.LeaderLed)
        ?? Missing(act, body);

    /// <summary>The field without which an act means nothing; what the table asks for is left to it.</summary>
    private static ProblemView? Missing(string act, ObligationRequest body)
    {
        var field = act switch
        {
            "rate" when body.ArrivedOnTime is null => "arrivedOnTime",
            "rate" when body.Solved is null => "solved",
            "supervise" when body.Supervision is null => "supervision",
            "reinforce" when body.Department is null => "department",
            _ => null,
        };
        return field is null
            ? null
            : Problem.Field(field, null, new Say($"it for {act}", $"{act} 需要这一项"));
    }
}
