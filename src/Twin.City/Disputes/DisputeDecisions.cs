using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Disputes;

/// <summary>Routing, agreeing and breaking. Pure; the stage of the case never changes by it.</summary>
/// <remarks>What leads out of the city's hands stays <c>ReferOut</c>; a route only says where to.</remarks>
internal static class DisputeDecisions
{
    private const string Mediator = "Mediator";

    private static readonly Refusal ReferenceMissing = new(
        "ReferenceMissing", "请填写对方机构的编号。", "Give the other body's own number.", "reference");

    private static readonly Refusal NoAgreement = new(
        "NoAgreement", "本件没有尚在履行期的协议。", "There is no agreement that is still to be kept.");

    private static readonly Refusal AgreedAlready = new(
        "AgreedAlready", "本件已有协议。", "An agreement has been noted already.");

    /// <summary>A mediator who may go on with the dispute itself; nobody else.</summary>
    public static string? ActingRole(CaseState state, Actor by, CaseRules rules) =>
        state.Stage != CaseStage.Absent && by.Roles.Contains(Mediator)
            && CaseGate.Explain(state, nameof(CaseCommand.NoteProgress), by with { Roles = [Mediator] }, rules).Allowed
            ? Mediator
            : null;

    public static Decision<CaseEvent> Decide(CaseAsk ask, DisputeCommand wish) => wish switch
    {
        DisputeCommand.RouteTo e => Route(ask.State, e),
        DisputeCommand.Agree e => Agree(ask.State, e),
        DisputeCommand.Break e => Break(ask, e),
        _ => throw new InvalidOperationException($"No decision for {wish.GetType().Name}; add a line."),
    };

    /// <summary>Mediation and legal aid are in the house; the others have numbers of their own.</summary>
    private static Decision<CaseEvent> Route(CaseState state, DisputeCommand.RouteTo e) =>
        !state.Stage.IsBeforeHandled() ? No(state.Stage.IsOpen() ? "AlreadyHandled" : "CaseClosed")
        : e.Route is not (DisputeRoute.Mediation or DisputeRoute.Aid) && e.Reference is null
            ? Decision.No<CaseEvent>(ReferenceMissing)
        : Decision.Of<CaseEvent>(new CaseEvent.DisputeRouted(e.Route, e.Reference));

    private static Decision<CaseEvent> Agree(CaseState state, DisputeCommand.Agree e) => state switch
    {
        { Stage: var stage } when stage.TaskOf() != TaskKind.Handle || stage == CaseStage.AwaitAccept =>
            No("NotInThisStep"),
        { Dispute: { AgreedAt: not null, BrokenAt: null } } => Decision.No<CaseEvent>(AgreedAlready),
        _ when e.Text is null => No("ResultMissing"),
        _ => Decision.Of<CaseEvent>(new CaseEvent.AgreementMade(e.Text)),
    };

    private static Decision<CaseEvent> Break(CaseAsk ask, DisputeCommand.Break e) =>
        ask.State.Dispute is { AgreedAt: not null, BrokenAt: null } dispute && dispute.IsKept(ask.Now) is null
            ? Decision.Of<CaseEvent>(new CaseEvent.AgreementBroken(e.How))
            : Decision.No<CaseEvent>(NoAgreement);

    private static Decision<CaseEvent> No(string code) => Decision.No<CaseEvent>(Refusals.Of(code));
}
