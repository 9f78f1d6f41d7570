using Twin.City.Cases;
using Twin.Geo;

namespace Twin.City.Tests.Cases;

/// <summary>For each command of the later life, one that nothing is wrong with.</summary>
internal static class CaseExamples
{
    /// <summary>A few steps beside the flood.</summary>
    public static readonly CaseSpot Beside = new(Town.North, new LngLat(120.1001, 29.7001), null, null);

    public static CaseKin Kin(DateTimeOffset reportedAt) => new(
        new CaseId("parent-1"), IsOpen: true, "E0406", Town.Flood.At, null, null, reportedAt);

    public static CaseCommand.FollowUp Asked(bool answered, bool? solved) =>
        new(Channel.Call, answered, solved, answered ? 4 : null, Town.Text);

    public static CaseCommand? Of(string word, DateTimeOffset now) => word switch
    {
        "Merge" => new CaseCommand.Merge(Kin(Town.Morning), 0.95, Confirmed: true),
        "Unmerge" => new CaseCommand.Unmerge(Town.Text),
        "AddDuplicate" => new CaseCommand.AddDuplicate(new CaseId("twin-1")),
        "RemoveDuplicate" => new CaseCommand.RemoveDuplicate(new CaseId("twin-1")),
        "NotAccept" => new CaseCommand.NotAccept("InCourt", Town.Text),
        "Appeal" => new CaseCommand.Appeal(Town.Text, Beside),
        "OrderSpotCheck" => new CaseCommand.OrderSpotCheck(Town.NorthSeat, Town.Text),
        "ConfirmSpot" => new CaseCommand.ConfirmSpot(Town.Text, true, null),
        "FindNothing" => new CaseCommand.FindNothing(Town.Text, true),
        "DisputeOwnership" => new CaseCommand.DisputeOwnership(Town.Text),
        "RuleOwner" => new CaseCommand.RuleOwner(null, Town.Drainage, Town.Text, new CaseId("part-1")),
        "Return" => new CaseCommand.Return("WrongPlace", Town.Text),
        "Recall" => new CaseCommand.Recall(Town.Text),
        "ReferOut" => new CaseCommand.ReferOut("Court", "2026-7", Town.Text),
        "ReturnReferral" => new CaseCommand.ReturnReferral("2026-7", Town.Text),
        "Contact" => new CaseCommand.Contact(Channel.Call, Town.Text),
        "NoteProgress" => new CaseCommand.NoteProgress(null, Town.Text),
        "AskExtension" => new CaseCommand.AskExtension(now.AddHours(30), Town.Text, Town.Text, Engineering: false),
        "GrantExtension" => new CaseCommand.GrantExtension(null),
        "DenyExtension" => new CaseCommand.DenyExtension(Town.Text),
        "LapseExtension" => new CaseCommand.LapseExtension(),
        "Pend" => new CaseCommand.Pend("Season", now.AddDays(9), Town.Text),
        "RenewPending" => new CaseCommand.RenewPending(now.AddDays(9), Town.Text),
        "Resume" => new CaseCommand.Resume(),
        _ => Later(word),
    };

    /// <summary>The same command without the reason that it needs.</summary>
    public static CaseCommand WithoutReason(CaseCommand command) => command switch
    {
        CaseCommand.Void e => e with { Reason = null },
        CaseCommand.Supervise e => e with { Reason = null },
        CaseCommand.NotAccept e => e with { Reason = null },
        CaseCommand.Escalate e => e with { Reason = null },
        CaseCommand.FailCheck e => e with { Reason = null },
        CaseCommand.Unmerge e => e with { Reason = null },
        CaseCommand.Recall e => e with { Reason = null },
        CaseCommand.DenyExtension e => e with { Reason = null },
        CaseCommand.ReferOut e => e with { Reason = null },
        CaseCommand.RaiseWhistle e => e with { Reason = null },
        CaseCommand.Correct e => e with { Reason = null },
        _ => throw new InvalidOperationException($"{command} needs no reason."),
    };

    private static CaseCommand? Later(string word) => word switch
    {
        "OpenOneThing" => new CaseCommand.OpenOneThing("FLOODPOINT", new(Town.Drainage, new("Parks")), null),
        "HandlePart" => new CaseCommand.HandlePart(new CaseId("part-1")),
        "ReturnPart" => new CaseCommand.ReturnPart(new CaseId("part-1")),
        "DropPart" => new CaseCommand.DropPart(new CaseId("part-1")),
        "Rejoin" => new CaseCommand.Rejoin(),
        "Escalate" => new CaseCommand.Escalate("Power", Town.Text),
        "RaiseWhistle" => new CaseCommand.RaiseWhistle(WhistleKind.Daily, Town.Drainage, Town.Text),
        "Object" => new CaseCommand.Object(Town.Text),
        "FailCheck" => new CaseCommand.FailCheck("NotFixed", Town.Text, true),
        "LapseCheck" => new CaseCommand.LapseCheck(),
        "FollowUp" => Asked(answered: true, solved: true),
        "Rate" => new CaseCommand.Rate(true, 5, null),
        "ReportAgain" => new CaseCommand.ReportAgain(Town.Text, null, null),
        "Reassign" => new CaseCommand.Reassign(Town.NorthSeat, null),
        "CloseByFinding" => new CaseCommand.CloseByFinding(Town.Text),
        "Withdraw" => new CaseCommand.Withdraw(null),
        "Unfollow" => new CaseCommand.Unfollow(),
        "Correct" => new CaseCommand.Correct("E0404", Severity.Unset, null, Town.Text),
        "SendLeaderNotice" => new CaseCommand.SendLeaderNotice(Town.Text),
        "Archive" => new CaseCommand.Archive(),
        "ReopenByOrder" => new CaseCommand.ReopenByOrder(Town.Text),
        _ => null,
    };
}
