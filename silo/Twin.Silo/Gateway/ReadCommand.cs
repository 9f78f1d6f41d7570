using Twin.City;
using Twin.City.Cases;
using Twin.Contracts;
using Twin.Geo;

namespace Twin.Silo.Gateway;

/// <summary>A command of the wire after its fields were read: what they mean in the city.</summary>
/// <param name="Words">What was written, in the vault.</param>
/// <param name="Interim">What is done meanwhile, in the vault.</param>
internal sealed record ReadCommand(
    CommandRequest Body, Severity Severity, TaskKind Task, Channel Channel, WhistleKind Whistle, LngLat? At,
    CaseSpot? Place = null, Words? Words = null, Words? Interim = null)
{
    private PostId? Post => Body.Post is { } post ? new PostId(post) : null;

    private DepartmentId? Department => Body.Department is { } department ? new DepartmentId(department) : null;

    private CaseId? Part => Body.Part is { } part ? new CaseId(part) : null;

    private bool Photo => Body.Photo ?? false;

    /// <param name="kin">The parent of a merge.</param>
    public CaseCommand CommandOf(string word, CaseKin? kin) => OfReview(word, kin) ?? OfHandling(word) ?? OfEnd(word)
        ?? throw new ArgumentOutOfRangeException(nameof(word), word, "Expected a command that may be given.");

    private CaseCommand? OfReview(string word, CaseKin? kin) => word switch
    {
        // The case takes its number from the numberer of its district and day.
        "File" => new CaseCommand.File(
            Body.Class, Severity, Body.Home is { } home ? new HomeId(home) : null, ""),
        "Merge" => new CaseCommand.Merge(kin!, Body.Similarity ?? 0, Body.Confirmed ?? false),
        "Unmerge" => new CaseCommand.Unmerge(Words),
        "NotAccept" => new CaseCommand.NotAccept(Body.Reason, Words),
        "Appeal" => new CaseCommand.Appeal(Words, Place),
        "OrderSpotCheck" => new CaseCommand.OrderSpotCheck(Post, Words),
        "ConfirmSpot" => new CaseCommand.ConfirmSpot(Words, Photo, Place),
        "FindNothing" => new CaseCommand.FindNothing(Words, Photo),
        "Dispatch" => new CaseCommand.Dispatch(Post, Department),
        "DisputeOwnership" => new CaseCommand.DisputeOwnership(Words),
        "RuleOwner" => new CaseCommand.RuleOwner(Post, Department, Words, Part),
        "Offer" => new CaseCommand.Offer(Post!.Value, Task),
        "Return" => new CaseCommand.Return(Body.Reason, Words),
        "Recall" => new CaseCommand.Recall(Words),
        "ReferOut" => new CaseCommand.ReferOut(Body.ReferTo!, Body.Reference, Words),
        "ReturnReferral" => new CaseCommand.ReturnReferral(Body.Reference!, Words),
        _ => null,
    };

    private CaseCommand? OfHandling(string word) => word switch
    {
        "Accept" => new CaseCommand.Accept(Body.Offer),
        "Contact" => new CaseCommand.Contact(Channel, Words),
        "Arrive" => new CaseCommand.Arrive(),
        "NoteProgress" => new CaseCommand.NoteProgress(Body.Step, Words),
        "AskExtension" => new CaseCommand.AskExtension(
            Body.DueAt!.Value, Words, Interim, Body.Cause == "Engineering"),
        "GrantExtension" => new CaseCommand.GrantExtension(Body.DueAt),
        "DenyExtension" => new CaseCommand.DenyExtension(Words),
        "Pend" => new CaseCommand.Pend(Body.Cause, Body.ReviewAt, Interim),
        "RenewPending" => new CaseCommand.RenewPending(Body.ReviewAt!.Value, Words),
        "Resume" => new CaseCommand.Resume(),
        "OpenOneThing" => new CaseCommand.OpenOneThing(
            Body.Template, new([.. (Body.Departments ?? []).Select(key => new DepartmentId(key))]), Department),
        "Escalate" => new CaseCommand.Escalate(Body.Reason, Words),
        "RaiseWhistle" => new CaseCommand.RaiseWhistle(Whistle, Department!.Value, Words),
        "Handle" => new CaseCommand.Handle(Words, Photo),
        _ => null,
    };

    private CaseCommand? OfEnd(string word) => word switch
    {
        "Object" => new CaseCommand.Object(Words),
        "PassCheck" => new CaseCommand.PassCheck(Words, Photo),
        "FailCheck" => new CaseCommand.FailCheck(Body.Reason, Words, Photo),
        "FollowUp" => new CaseCommand.FollowUp(Channel, Body.Answered!.Value, Body.Solved, Body.Attitude, Words),
        "Rate" => new CaseCommand.Rate(Body.Solved!.Value, Body.Attitude, Words),
        "ReportAgain" => new CaseCommand.ReportAgain(Words, Body.Class, Place),
        "CloseByFinding" => new CaseCommand.CloseByFinding(Words),
        "Close" => new CaseCommand.Close(),
        "Withdraw" => new CaseCommand.Withdraw(Words),
        "Unfollow" => new CaseCommand.Unfollow(),
        "Void" => new CaseCommand.Void(Body.Reason, Body.SecondSignature ?? false),
        "Correct" => new CaseCommand.Correct(Body.Class, Severity, Place, Words),
        "Supervise" => new CaseCommand.Supervise(Body.Supervision!.Value, Body.Reason),
        "SendLeaderNotice" => new CaseCommand.SendLeaderNotice(Words),
        "ReopenByOrder" => new CaseCommand.ReopenByOrder(Words),
        _ => null,
    };
}
