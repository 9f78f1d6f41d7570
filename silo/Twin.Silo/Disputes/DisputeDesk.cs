using Twin.City;
using Twin.City.Cases;
using Twin.City.Disputes;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Disputes;

/// <summary>What mediators note and read of a dispute; nobody else passes.</summary>
internal sealed class DisputeDesk(
    CaseDoor cases, Intake intake, Rights rights, IVault vault, CommandIds ids, TimeProvider time)
{
    private const string Scope = "sealedDisputes";
    private const string Role = "Mediator";

    /// <summary>The last word of the path.</summary>
    public static IReadOnlyList<string> Given { get; } = ["route", "agree", "break"];

    public async ValueTask<Outcome<CommandAnswer>> Do(
        CaseId id, string move, DisputeRequest body, string? key, Caller caller, string client,
        CancellationToken cancel)
    {
        if ((Check(move, body, out var route) ?? Checks.Word("commandId", body.CommandId)) is { } wrong)
        {
            return wrong;
        }

        if (await cases.See(id, cancel) is not { } sight || !rights.Of(caller, sight).Has(Scope))
        {
            return Rights.CaseUnknown();
        }

        if (caller.Bindings.FirstOrDefault(one => one.Role == Role) is not { } binding)
        {
            return Problem.Of(City.Tables.Refusals.NotAllowed);
        }

        var commandId = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), move, body with { CommandId = null },
            WireJson.Relaxed.DisputeRequest);
        var words = move == "route" ? null : await intake.Keep(id, CommandKey.IdOf(commandId), body.Text, cancel);
        DisputeCommand wish = move switch
        {
            "route" => new DisputeCommand.RouteTo(route, body.Reference),
            "agree" => new DisputeCommand.Agree(words),
            _ => new DisputeCommand.Break(words),
        };
        var by = new Actor(caller.Name, [Role], binding.Home, binding.Department, caller.Post);
        var answer = await cases.Do(
            id, new CaseOrder(new CaseCommand.Mediate(wish), commandId, by, client), cancel);
        return answer.Refusal is { } no
            ? Problem.Of(no)
            : ViewOf.Command(answer);
    }

    /// <summary>Opens the seal: what was reported and agreed, for a purpose that the audit keeps.</summary>
    public async ValueTask<Outcome<DisputeView>> See(
        CaseId id, Caller caller, string purpose, CancellationToken cancel)
    {
        if (await cases.See(id, cancel) is not { } sight || !rights.Of(caller, sight).Has(Scope))
        {
            return Rights.CaseUnknown();
        }

        var (now, dispute) = (time.GetUtcNow(), sight.Dispute ?? new DisputeState());
        var by = new Author(caller.Name, Role);
        async Task<string?> Read(Words? words) => words is null
            ? null
            : await vault.Read(new WordsRequest(id.Value, words.TextId, by, purpose, now), cancel);
        var (report, agreement) = (await Read(sight.Words), await Read(dispute.Agreement));
        return new DisputeView(
            id.Value, dispute.Route?.ToString(), dispute.Reference, dispute.AgreedAt, dispute.BrokenAt,
            dispute.IsKept(now), report, agreement,
            (sight.Words is not null && report is null) || (dispute.Agreement is not null && agreement is null));
    }

    private static ProblemView? Check(string move, DisputeRequest body, out DisputeRoute route) =>
        Checks.OneOf("route", body.Route, out route, DisputeRoute.Mediation)
        ?? Checks.Word("reference", body.Reference)
        ?? Checks.Text("text", body.Text)
        ?? (move == "route" && body.Route is null
            ? Problem.Field("route", null, new Say("where the dispute goes", "纠纷的去向"))
            : null);
}
