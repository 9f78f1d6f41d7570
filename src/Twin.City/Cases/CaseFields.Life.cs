using System.Collections.Immutable;
using Twin.City.Bells;
using Twin.City.Disputes;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <content>Commands of the whole life; what the table itself refuses with a sentence is left to it.</content>
internal static partial class CaseFields
{
    private static string? OfReview(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Merge e => !IsId(e.Parent.Case.Value) || e.Parent.Case == ask.State.Id ? "parent"
            : e.Similarity is >= 0 and <= 1 ? null : "similarity",
        CaseCommand.AddDuplicate e => IsOther(e.Duplicate, ask) ? null : "duplicate",
        CaseCommand.RemoveDuplicate e => IsOther(e.Duplicate, ask) ? null : "duplicate",
        CaseCommand.Unmerge e => Text(e.Reason),
        CaseCommand.NotAccept e => IsCode(e.Reason, CaseCodes.NotAcceptedFor) ? Text(e.Sentence) : "reason",
        CaseCommand.Appeal e => Text(e.Text) ?? OfSpot(e.Place, ask),
        CaseCommand.OrderSpotCheck e => e.Post is { } post && !IsId(post.Value) ? "post" : Text(e.LookFor),
        CaseCommand.ConfirmSpot e => Text(e.Note) ?? OfSpot(e.Place, ask),
        CaseCommand.FindNothing e => Text(e.Note),
        CaseCommand.DisputeOwnership e => Text(e.Reason),
        CaseCommand.RuleOwner e => OfOwner(e.Post, e.Department) ?? (e.Reason is null ? "text" : Text(e.Reason)),
        CaseCommand.Return e =>
            e.Reason is { } code && CaseCodes.ReturnedFor.Contains(code) ? Text(e.Evidence) : "reason",
        CaseCommand.Recall e => Text(e.Reason),
        CaseCommand.ReferOut e => !CaseCodes.Bodies.Contains(e.Body) ? "body"
            : e.Reference is { } number && !IsId(number) ? "reference" : Text(e.Reason),
        CaseCommand.ReturnReferral e => IsId(e.Reference) ? Text(e.Note) : "reference",
        _ => null,
    };

    private static string? OfHandling(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Contact e => Enum.IsDefined(e.Channel) ? Text(e.Outcome) : "channel",
        CaseCommand.NoteProgress e => e.Text is null ? "text" : IsStep(e.Step, ask) ? Text(e.Text) : "step",
        CaseCommand.AskExtension e => e.DueAt <= ask.Now || !IsLonger(e, ask) ? "dueAt"
            : Text(e.Reason) ?? (IsWords(e.Interim) ? null : "interim"),
        CaseCommand.GrantExtension e => e.DueAt <= ask.Now ? "dueAt" : null,
        CaseCommand.DenyExtension e => Text(e.Reason),
        CaseCommand.Pend e => e.ReviewAt <= ask.Now ? "reviewAt" : IsWords(e.Interim) ? null : "interim",
        CaseCommand.RenewPending e => e.ReviewAt <= ask.Now ? "reviewAt" : Text(e.Finding),
        CaseCommand.OpenOneThing e => OfOneThing(e, ask),
        CaseCommand.HandlePart e => IsId(e.Part.Value) ? null : "part",
        CaseCommand.ReturnPart e => IsId(e.Part.Value) ? null : "part",
        CaseCommand.DropPart e => IsId(e.Part.Value) ? null : "part",
        CaseCommand.Escalate e => IsCode(e.Reason, CaseCodes.EscalatedFor) ? Text(e.Note) : "reason",
        CaseCommand.RaiseWhistle e => !Enum.IsDefined(e.Whistle) ? "whistle"
            : IsDepartment(e.Department) ? Text(e.Reason) : "department",
        CaseCommand.Ring { Wish: BellCommand.See e } => IsId(e.OfferId) ? null : "offer",
        CaseCommand.Mediate { Wish: DisputeCommand.RouteTo e } => !Enum.IsDefined(e.Route) ? "route"
            : e.Reference is null || IsId(e.Reference) ? null : "reference",
        CaseCommand.Mediate { Wish: DisputeCommand.Agree e } => Text(e.Text),
        CaseCommand.Mediate { Wish: DisputeCommand.Break e } => Text(e.How),
        CaseCommand.Oblige e => IsId(e.Obligation.Value) ? OfObligation(e.Wish) : "obligation",
        _ => null,
    };

    private static string? OfEnd(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Object e => Text(e.Reason),
        CaseCommand.FailCheck e => IsCode(e.Reason, CaseCodes.FailedFor) ? Text(e.Note) : "reason",
        CaseCommand.FollowUp e => !Enum.IsDefined(e.Channel) ? "channel"
            : e.Answered != e.Solved.HasValue ? "solved" : Attitude(e.Attitude) ?? Text(e.Note),
        CaseCommand.Rate e => Attitude(e.Attitude) ?? Text(e.Reason),
        CaseCommand.ReportAgain e => Text(e.Reason) ?? Class(e.Class, ask) ?? OfSpot(e.Place, ask),
        CaseCommand.Reassign e => OfOwner(e.Post, e.Department),
        CaseCommand.CloseByFinding e => Text(e.Finding),
        CaseCommand.Withdraw e => Text(e.Reason),
        CaseCommand.Correct e => e is { Class: null, Severity: Severity.Unset, Place: null } ? "class"
            : Class(e.Class, ask) ?? (Enum.IsDefined(e.Severity) ? OfSpot(e.Place, ask) ?? Text(e.Reason)
            : "severity"),
        CaseCommand.SendLeaderNotice e => e.Situation is null ? "text" : Text(e.Situation),
        CaseCommand.ReopenByOrder e => Text(e.WrittenOrder),
        _ => null,
    };

    private static string? OfOneThing(CaseCommand.OpenOneThing e, CaseAsk ask)
    {
        if (e.Template is { } template && CityTables.OneThing(template) is null) return "template";
        var departments = e.Departments.Items;
        if (departments.Length > CaseCodes.PartsMost || !departments.All(IsDepartment)) return "departments";
        return e.Lead is { } lead && !IsDepartment(lead) ? "department" : null;
    }

    private static string? OfObligation(ObligationCommand wish) => wish switch
    {
        ObligationCommand.Reject e => Text(e.Reason),
        ObligationCommand.Cancel e => Text(e.Reason),
        ObligationCommand.Redirect e => OfBeside(e.Department, e.Reason),
        ObligationCommand.Reinforce e => OfBeside(e.Department, e.Reason),
        ObligationCommand.Note e => Text(e.Text),
        ObligationCommand.GiveResult e => Text(e.Text),
        ObligationCommand.Rate e => Attitude(e.Attitude) ?? Text(e.Remark),
        ObligationCommand.Supervise e => e.Level is < 1 or > 4 ? "supervision" : null,
        _ => null,
    };

    private static string? OfBeside(DepartmentId? department, Words? reason) =>
        department is { } unit && !IsDepartment(unit) ? "department" : Text(reason);

    private static bool IsLonger(CaseCommand.AskExtension e, CaseAsk ask) =>
        CaseGuards.T5(ask) is not { } clock || e.DueAt > clock.DueAt;

    private static string? OfOwner(PostId? post, DepartmentId? department)
    {
        if (post is null && department is null) return "post";
        if (post is { } seat && !IsId(seat.Value)) return "post";
        return department is { } unit && !IsDepartment(unit) ? "department" : null;
    }

    private static string? OfSpot(CaseSpot? spot, CaseAsk ask)
    {
        if (spot is not { } place) return null;
        if (!ask.Rules.Knows(place.Home)) return "home";
        if (!IsPlace(place.At)) return "at";
        if (place.Building is { } building && !IsId(building.Value)) return "building";
        return place.Site is { } site && !IsId(site.Value) ? "site" : null;
    }

    private static string? Attitude(int? attitude) => attitude is null or (>= 1 and <= 5) ? null : "attitude";

    private static string? Text(Words? words) => IsWords(words) ? null : "text";

    private static string? Class(string? code, CaseAsk ask) =>
        code is null || ask.Rules.Classes.Find(code) is not null ? null : "class";

    private static bool IsCode(string? code, ImmutableArray<string> codes) =>
        string.IsNullOrEmpty(code) || codes.Contains(code);

    private static bool IsDepartment(DepartmentId department) => CityTables.DepartmentOf.ContainsKey(department);

    private static bool IsOther(CaseId id, CaseAsk ask) => IsId(id.Value) && id != ask.State.Id;

    private static bool IsStep(string? step, CaseAsk ask) =>
        step is null || ask.Class is not { } row || row.HandleSteps.Any(one => one.Name == step);
}
