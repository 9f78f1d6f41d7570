using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>What a good form would say for a command, for a case as it is; often in several ways.</summary>
internal static class Wishes
{
    /// <summary>Stands for the open case that one merges into; the play reports one when it comes so far.</summary>
    public const string Companion = "companion";

    /// <summary>Stands for the receipt of the case.</summary>
    public const string Receipt = "0000000000000000";

    private static readonly CommandRequest Written = new(Text: "已记录");

    public static IEnumerable<CommandRequest> Of(string word, CaseState it, DateTimeOffset now) =>
        OfReview(word, it) ?? OfOwner(word, it) ?? OfHandling(word, it, now) ?? OfEnd(word, it)
        ?? throw new InvalidOperationException(
            $"commands.csv has {word}, which this test does not know how to say. Add a line.");

    /// <summary>The acts of whistle.csv.</summary>
    public static ObligationRequest OfAct(string act, ObligationState one) => act switch
    {
        "redirect" or "reinforce" => new(Department: Player.Units[^1], Text: "请协助"),
        "rate" => new(ArrivedOnTime: true, Solved: true, Attitude: 5),
        "supervise" => new(Supervision: one.Supervision + 1),
        _ => new(Text: "已记录"),
    };

    private static CommandRequest[]? OfReview(string word, CaseState it)
    {
        var at = TinyCity.Within(0);
        return word switch
        {
            "File" => [new(Class: it.Class ?? "E0104", Home: TinyCity.WestGrid)],
            "Merge" when it.At is null || it.Class is null => [],
            "Merge" => [new(MergeInto: Companion, Similarity: 0.95, Confirmed: true)],
            "NotAccept" => [Written with { Reason = "OutsidePower" }],
            "Appeal" => [Written with { Lng = at.Lng, Lat = at.Lat }],
            "OrderSpotCheck" => [Written with { Post = Player.SpotSeat }],
            "ConfirmSpot" or "FindNothing" => [Written with { Photo = true }],
            "ReferOut" => [Written with { ReferTo = "Police", Reference = "P-1" }],
            "ReturnReferral" => [new(Reference: "P-1")],
            "Correct" => [Written with { Severity = "S1" }],
            "Unmerge" => [Written],
            _ => null,
        };
    }

    private static CommandRequest[]? OfOwner(string word, CaseState it) => word switch
    {
        "Dispatch" =>
        [
            new(Post: TinyCity.WestPost), new(Post: Player.OtherSeat), new(Department: Player.Units[0]),
            new(Department: Player.Mediation),
        ],
        "RuleOwner" => [Written with { Post = TinyCity.WestPost }],
        "Offer" => [new(Post: Player.OtherSeat, Task: (it.Stage.TaskOf() ?? TaskKind.Handle).ToString())],
        "Return" => [Written with { Reason = "NotOwnPower" }],
        "Escalate" => [Written with { Reason = "Money" }],
        "RaiseWhistle" => [Written with { Whistle = "Daily", Department = Player.Units[1] }],
        "OpenOneThing" => [new(Departments: [.. Player.Units[..2]], Department: Player.Units[0])],
        "Accept" => [new()],
        "DisputeOwnership" or "Recall" => [Written],
        _ => null,
    };

    private static CommandRequest[]? OfHandling(string word, CaseState it, DateTimeOffset now) => word switch
    {
        "Contact" => [Written with { Channel = "Call" }],
        "AskExtension" => [Written with { DueAt = now.AddDays(30), Interim = "围挡" }],
        "GrantExtension" => [new(), new(DueAt: LittleMore(it, now))],
        "Pend" => [new(Cause: "Season", ReviewAt: now.AddDays(5), Interim: "围挡")],
        "RenewPending" => [Written with { ReviewAt = now.AddDays(9) }],
        "Arrive" or "Resume" => [new()],
        "Handle" => [Written with { Photo = true }],
        "NoteProgress" or "DenyExtension" => [Written],
        _ => null,
    };

    private static CommandRequest[]? OfEnd(string word, CaseState it) => word switch
    {
        "PassCheck" => [Written with { Photo = true }],
        "FailCheck" => [Written with { Reason = "NotFixed", Photo = true }],
        "FollowUp" => [Written with { Channel = "Call", Answered = true, Solved = true, Attitude = 5 }],
        "Rate" => [new(Solved: true, Attitude: 4)],
        "Void" => [new(Reason: "Test", SecondSignature: true)],
        "Supervise" when it.Supervision == SupervisionLevel.LeaderLed => [],
        "Supervise" => [new(Supervision: it.Supervision + 1, Reason: "Order")],
        "Unfollow" => [new()],
        "Object" or "ReportAgain" or "CloseByFinding" or "Withdraw" or "SendLeaderNotice" or "ReopenByOrder" =>
            [Written],
        _ => null,
    };

    /// <summary>What a shift lead may grant: half of the limit at most.</summary>
    private static DateTimeOffset LittleMore(CaseState it, DateTimeOffset now)
    {
        var running = it.Clocks.FirstOrDefault(clock => clock.Id.Name == "T5");
        var due = running is not null && running.DueAt > now ? running.DueAt : now;
        return due.AddMinutes(30);
    }
}
