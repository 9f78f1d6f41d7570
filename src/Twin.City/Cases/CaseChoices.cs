using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>A command that a role may give, and why not now; a null refusal: it may be given.</summary>
public sealed record CaseChoice(string Command, string? Refusal);

/// <summary>What an actor may do with a case now, were each form filled well.</summary>
/// <remarks>Asked of the same gate and table that decide; what a form can mend does not count as a refusal.</remarks>
public static class CaseChoices
{
    private static readonly Words Something = new("choice", "choice");

    /// <summary>In the order of commands.csv; what no role of the actor may do here is left out.</summary>
    public static ImmutableArray<CaseChoice> Of(CaseState state, Actor by, DateTimeOffset now, CaseRules rules)
    {
        if (state.Stage == CaseStage.Absent) return [];
        var choices = ImmutableArray.CreateBuilder<CaseChoice>();
        foreach (var row in CityTables.Commands)
        {
            if (!row.Who.Any(who => who != "System" && by.Roles.Contains(who))) continue;
            if (WellFilled(row.Command, state, now) is not { } command) continue;
            var order = new CaseOrder(command, "choice", by, "choice");
            if (CaseGate.ActingRole(state, order, rules) is null) continue;
            var refusal = CaseTable.DecidingWay(new CaseAsk(state, order, now, rules)).Refusal?.Code;
            choices.Add(new CaseChoice(row.Command, refusal == "FieldsMissing" ? null : refusal));
        }

        return choices.ToImmutable();
    }

    /// <summary>The command as the best form would give it; null for those that begin a case.</summary>
    private static CaseCommand? WellFilled(string word, CaseState state, DateTimeOffset now) =>
        OfReview(word, state) ?? OfHandling(word, now) ?? OfEnd(word);

    private static CaseCommand? OfReview(string word, CaseState state) => word switch
    {
        "Merge" => new CaseCommand.Merge(KinOf(state), 1, Confirmed: true),
        "Unmerge" => new CaseCommand.Unmerge(Something),
        "NotAccept" => new CaseCommand.NotAccept(CaseCodes.NotAcceptedFor[0], Something),
        "Appeal" => new CaseCommand.Appeal(Something, new CaseSpot(state.Home, state.At, state.Building, state.Site)),
        "OrderSpotCheck" => new CaseCommand.OrderSpotCheck(null, Something),
        "ConfirmSpot" => new CaseCommand.ConfirmSpot(Something, Photo: true, null),
        "FindNothing" => new CaseCommand.FindNothing(Something, Photo: true),
        "File" => new CaseCommand.File(null, Severity.Unset, null, ""),
        "Dispatch" => new CaseCommand.Dispatch(null, null),
        "DisputeOwnership" => new CaseCommand.DisputeOwnership(Something),
        "RuleOwner" => new CaseCommand.RuleOwner(
            null, null, Something, state.Parts.FirstOrDefault(one => one.Way == PartWay.Returned)?.Part.Case),
        // A seat of no name has room: whether a real one has is for the command itself.
        "Offer" => new CaseCommand.Offer(new PostId(""), state.Stage.TaskOf() ?? TaskKind.Handle),
        "Return" => new CaseCommand.Return(CaseCodes.ReturnedFor[0], Something),
        "Recall" => new CaseCommand.Recall(Something),
        "ReferOut" => new CaseCommand.ReferOut(CaseCodes.Bodies[0], null, Something),
        "ReturnReferral" => new CaseCommand.ReturnReferral("choice", null),
        "Correct" => new CaseCommand.Correct(null, Severity.S1, null, Something),
        _ => null,
    };

    private static CaseCommand? OfHandling(string word, DateTimeOffset now) => word switch
    {
        "Accept" => new CaseCommand.Accept(null),
        "Contact" => new CaseCommand.Contact(Channel.Call, Something),
        "Arrive" => new CaseCommand.Arrive(),
        "NoteProgress" => new CaseCommand.NoteProgress(null, Something),
        "AskExtension" => new CaseCommand.AskExtension(DateTimeOffset.MaxValue, Something, Something, false),
        // As little as can be granted: a form may ask for that much.
        "GrantExtension" => new CaseCommand.GrantExtension(DateTimeOffset.MinValue),
        "DenyExtension" => new CaseCommand.DenyExtension(Something),
        "Pend" => new CaseCommand.Pend(CaseCodes.PendingCauses[0], now.AddDays(1), Something),
        "RenewPending" => new CaseCommand.RenewPending(now.AddDays(1), Something),
        "Resume" => new CaseCommand.Resume(),
        "OpenOneThing" => new CaseCommand.OpenOneThing("choice", new([]), null),
        "Escalate" => new CaseCommand.Escalate(CaseCodes.EscalatedFor[0], Something),
        "RaiseWhistle" => new CaseCommand.RaiseWhistle(default, default, Something),
        "Handle" => new CaseCommand.Handle(Something, AfterPhoto: true),
        _ => null,
    };

    private static CaseCommand? OfEnd(string word) => word switch
    {
        "Object" => new CaseCommand.Object(Something),
        "PassCheck" => new CaseCommand.PassCheck(Something, Photo: true),
        "FailCheck" => new CaseCommand.FailCheck(CaseCodes.FailedFor[0], Something, Photo: true),
        "FollowUp" => new CaseCommand.FollowUp(Channel.Call, Answered: true, Solved: true, null, null),
        "Rate" => new CaseCommand.Rate(Solved: true, null, null),
        "ReportAgain" => new CaseCommand.ReportAgain(Something, null, null),
        "CloseByFinding" => new CaseCommand.CloseByFinding(Something),
        "Withdraw" => new CaseCommand.Withdraw(Something),
        "Unfollow" => new CaseCommand.Unfollow(),
        "Void" => new CaseCommand.Void(CaseCodes.VoidedFor[0], SecondSignature: true),
        "Supervise" => new CaseCommand.Supervise(4, CaseCodes.SupervisedFor[0]),
        "SendLeaderNotice" => new CaseCommand.SendLeaderNotice(Something),
        "ReopenByOrder" => new CaseCommand.ReopenByOrder(Something),
        _ => null,
    };

    /// <summary>A parent that is open and alike; without a class nothing is alike.</summary>
    private static CaseKin KinOf(CaseState state) => new(
        state.Id, IsOpen: true, state.Class, state.At, state.Building, state.Site, state.ReportedAt);
}
