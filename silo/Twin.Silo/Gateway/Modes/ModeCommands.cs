using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Modes;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Modes;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Modes;

/// <summary>Turns a command of the wire into one for the command of an area.</summary>
internal sealed class ModeCommands(
    IGrainFactory grains, Places places, ModeBook book, PlanBook plans, ModeViews views, Intake intake,
    Receipts receipts, CaseList list, CommandIds ids, TimeProvider time)
{
    private const int IncidentSigns = 12;

    /// <summary>What can be done with the command of an area.</summary>
    public static readonly ImmutableArray<string> Given =
    [
        "step-up", "step-down", "confirm", "decline", "review", "open-plan", "close-plan", "publish", "withdraw",
    ];

    /// <param name="key">The sender's identity of the command, when the body has none.</param>
    public async ValueTask<Outcome<AreaModesView>> Do(
        string area, string command, ModeRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (places.Live(area) is not { } home)
        {
            return Problem.Unknown("AreaUnknown", "id", area, new Say("an area that is there now", "现有区域"));
        }

        if (!Given.Contains(command))
        {
            return Problem.NoCommand(command, Given);
        }

        if (ModeRules.Check(command, body, out var read) is { } wrong)
        {
            return wrong;
        }

        if (Bound.In(caller, ModeDecisions.OfficeRoles, home, places) is null)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var commandId = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{area}/{command}",
            body with { CommandId = null }, WireJson.Relaxed.ModeRequest);
        var made = await CommandOf(home, command, body, read, caller, CommandKey.IdOf(commandId), cancel);
        if (!made.IsAnswer)
        {
            return made.Problem;
        }

        var answer = await grains.GetGrain<IModeGrain>(home.Value).Do(
            new ModeOrder(made.Answer, caller.Name, caller.Bindings, commandId, SevereAt(home, made.Answer.Key.Drill)),
            cancel);
        if (answer.Refusal is { } no)
        {
            return Problem.Of(no);
        }

        await book.CatchUp(cancel);
        return views.Area(home);
    }

    private async ValueTask<Outcome<ModeCommand>> CommandOf(
        HomeId home, string command, ModeRequest body, ReadMode read, Caller caller, string commandId,
        CancellationToken cancel)
    {
        var key = new ModeKey(body.Hazard ?? "", body.Drill);
        return command switch
        {
            "step-up" => new ModeCommand.StepUp(key, read.To, body.Until!.Value, read.Reason),
            "step-down" => new ModeCommand.ProposeStepDown(key, read.To, body.Until!.Value, read.Reason),
            "confirm" => new ModeCommand.ConfirmStepDown(key),
            "decline" => new ModeCommand.DeclineStepDown(key),
            "review" => new ModeCommand.Review(key, body.Until!.Value),
            "publish" => new ModeCommand.Publish(key, body.Zh!, body.En!, body.Until!.Value),
            "withdraw" => new ModeCommand.Withdraw(key),
            "open-plan" => await Open(body, caller, commandId, cancel),
            _ => Close(home, body, read),
        };
    }

    private Outcome<ModeCommand> Close(HomeId home, ModeRequest body, ReadMode read)
    {
        if (book.Find(body.Incident!) is not { } found || found.Area != home)
        {
            return IncidentUnknown("incident", body.Incident);
        }

        return new ModeCommand.ClosePlan(found.Incident.Key, found.Incident.Id, read.Reason);
    }

    /// <summary>Its cases' identities follow from the command's, and their words are kept before any fact.</summary>
    private async ValueTask<Outcome<ModeCommand>> Open(
        ModeRequest body, Caller caller, string commandId, CancellationToken cancel)
    {
        if (plans.Find(body.Plan) is not { } found)
        {
            return Problem.Unknown("PlanUnknown", "plan", body.Plan, new Say("a plan", "预案"));
        }

        var tasks = ImmutableArray.CreateBuilder<IncidentTask>();
        foreach (var task in found.Plan.Tasks.Items)
        {
            var id = Receipts.CaseOf(caller.Name, "plan", $"{commandId}/{task.Task}");
            var words = await intake.Keep(
                id, commandId, $"{found.Plan.Zh}：{task.Zh}\n{found.Plan.En}: {task.En}", cancel);
            tasks.Add(new IncidentTask(task.Task, id, Receipts.HashOf(receipts.ReceiptOf(id)), words));
        }

        var incident = $"i-{Receipts.CaseOf(caller.Name, "incident", commandId).Value[..IncidentSigns]}";
        return new ModeCommand.OpenPlan(
            new ModeKey(found.Plan.Hazard, body.Drill), incident, found.Plan, found.Version, body.Until,
            tasks.ToImmutable());
    }

    /// <summary>When the newest grave case came, of the same drill or of none; older ones no longer matter.</summary>
    private DateTimeOffset? SevereAt(HomeId home, string? drill)
    {
        var now = time.GetUtcNow();
        return list.Look(look => look.Shelf(home)?.Between(now - ModeDecisions.CalmBeforeRecovery, now)
            .Where(one => one.Tag == drill && one.Severity is Severity.S1 or Severity.S2)
            .Select(one => (DateTimeOffset?)one.ReportedAt).Max());
    }

    public static ProblemView IncidentUnknown(string field, string? found) =>
        Problem.Unknown("IncidentUnknown", field, found, new Say("an incident", "事件指挥"));
}
