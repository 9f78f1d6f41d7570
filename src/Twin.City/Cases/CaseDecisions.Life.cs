using Twin.City.Clocks;
using Twin.City.Obligations;
using Twin.City.Tables;
using Twin.City.Triage;

namespace Twin.City.Cases;

/// <content>The facts of the whole life.</content>
public static partial class CaseDecisions
{
    /// <summary>So many reports within <see cref="RaisingWithin"/> raise a case by one level.</summary>
    private static readonly int RaisingReports =
        RaisingRules.Of(RaisingRules.Duplicates).When.Least("duplicatesIn1h")!.Value;

    private static readonly TimeSpan RaisingWithin = TimeSpan.FromHours(1);

    private static CaseEvent? OfReview(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Merge e => new CaseEvent.Merged(e.Parent.Case, e.Similarity, e.Confirmed),
        CaseCommand.Unmerge e => new CaseEvent.Unmerged(ask.State.Parent!.Value, e.Reason!),
        CaseCommand.AddDuplicate e => RaisedBy(ask) is { } raised
            ? new CaseEvent.DuplicateAdded(e.Duplicate, raised, RaisingRules.Duplicates, e.Link)
            : new CaseEvent.DuplicateAdded(e.Duplicate, Link: e.Link),
        CaseCommand.RemoveDuplicate e => new CaseEvent.DuplicateRemoved(e.Duplicate, e.Link),
        CaseCommand.NotAccept e => new CaseEvent.NotAccepted(e.Reason!, e.Sentence),
        CaseCommand.Appeal e => new CaseEvent.Appealed(e.Text, e.Place),
        CaseCommand.OrderSpotCheck e => SpotCheckOrdered(ask, e),
        CaseCommand.ConfirmSpot e => new CaseEvent.SpotConfirmed(ask.By.Post, e.Note, e.Photo, e.Place),
        CaseCommand.FindNothing e => new CaseEvent.NothingFound(ask.By.Post, e.Note),
        CaseCommand.DisputeOwnership e => new CaseEvent.OwnershipDisputed(
            ask.State.FirstReceiver?.Post, ask.State.FirstReceiver?.Department, e.Reason),
        CaseCommand.RuleOwner e => new CaseEvent.OwnerRuled(
            e.Post, e.Department, e.Reason!, ask.State.Stage == CaseStage.JointHandling ? e.Part : null),
        CaseCommand.Return e => new CaseEvent.Returned(
            ask.By.Post ?? ask.State.OwnerPost, ask.State.OwnerDepartment ?? ask.By.Department, e.Reason!, e.Evidence!,
            CaseGuards.SecondReturn(ask)),
        CaseCommand.Recall e => new CaseEvent.Recalled(e.Reason!),
        CaseCommand.ReferOut e => new CaseEvent.ReferredOut(e.Body, e.Reference, e.Reason!),
        CaseCommand.ReturnReferral e => new CaseEvent.ReferralReturned(e.Reference, e.Note),
        _ => null,
    };

    private static CaseEvent? OfHandling(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Contact e => new CaseEvent.Contacted(e.Channel, e.Outcome),
        CaseCommand.NoteProgress e => new CaseEvent.ProgressNoted(e.Step, e.Text!),
        CaseCommand.AskExtension e => new CaseEvent.ExtensionAsked(e.DueAt, e.Reason, e.Interim!, e.Engineering),
        CaseCommand.GrantExtension e => new CaseEvent.ExtensionGranted(e.DueAt ?? ask.State.ExtensionDueAt!.Value),
        CaseCommand.DenyExtension e => new CaseEvent.ExtensionDenied(e.Reason!),
        CaseCommand.LapseExtension => new CaseEvent.ExtensionLapsed(),
        CaseCommand.Pend e => new CaseEvent.Pended(e.Cause!, e.ReviewAt!.Value, e.Interim!),
        CaseCommand.RenewPending e => new CaseEvent.PendingRenewed(e.ReviewAt, e.Finding),
        CaseCommand.Resume => new CaseEvent.Resumed(ResumedDue(ask)),
        CaseCommand.OpenOneThing e => OneThingOpened(ask, e),
        CaseCommand.HandlePart e => new CaseEvent.PartHandled(e.Part, !CaseGuards.RequiredPartsOpen(ask)),
        CaseCommand.ReturnPart e => new CaseEvent.PartReturned(e.Part),
        CaseCommand.DropPart e => new CaseEvent.PartDropped(e.Part, CaseGuards.RemainingPartsHandled(ask)),
        CaseCommand.Rejoin => new CaseEvent.Rejoined(),
        CaseCommand.Escalate e => new CaseEvent.Escalated(
            e.Reason!, ask.Level + 1, CaseFlow.TerritoryOf(ask.Level + 1), e.Note),
        CaseCommand.RaiseWhistle e => new CaseEvent.WhistleRaised(
            e.Whistle, e.Department, e.Reason!, ObligationRules.LevelOf(ask)),
        _ => null,
    };

    private static CaseEvent? OfEnd(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Object e => new CaseEvent.Objected(e.Reason),
        CaseCommand.FailCheck e => new CaseEvent.CheckFailed(
            ask.By.Post, e.Reason!, e.Note, e.Photo, DueBy(ask, ask.Class?.HandleWithin?.Half())),
        CaseCommand.LapseCheck => new CaseEvent.CheckLapsed(ask.Reachable),
        CaseCommand.FollowUp e => new CaseEvent.FollowedUp(
            ask.State.FollowUps + 1, e.Channel, e.Answered, e.Solved, e.Attitude, e.Note),
        CaseCommand.Rate e => new CaseEvent.Rated(e.Solved, e.Attitude, e.Reason),
        CaseCommand.ReportAgain e => new CaseEvent.ReportedAgain(e.Reason),
        CaseCommand.Reassign e => new CaseEvent.Reassigned(
            e.Post, e.Department, DueBy(ask, ask.Class?.HandleWithin?.Half()), ask.State.Reopenings),
        CaseCommand.CloseByFinding e => new CaseEvent.ClosedByFinding(e.Finding!),
        CaseCommand.Withdraw e => new CaseEvent.Withdrawn(e.Reason),
        CaseCommand.Unfollow => new CaseEvent.Unfollowed(),
        CaseCommand.Correct e => new CaseEvent.Corrected(
            e.Class, e.Severity == Severity.Unset ? null : e.Severity, e.Place, e.Reason!),
        CaseCommand.SendLeaderNotice e => new CaseEvent.LeaderNoticeSent(e.Situation!),
        CaseCommand.Archive => new CaseEvent.Archived(),
        CaseCommand.ReopenByOrder e => new CaseEvent.ReopenedByOrder(e.WrittenOrder!),
        _ => null,
    };

    /// <summary>One level graver with the tenth report in an hour; then the count begins anew.</summary>
    private static Severity? RaisedBy(CaseAsk ask)
    {
        var (state, wanted) = (ask.State, ((CaseCommand.AddDuplicate)ask.Command).Duplicate);
        var since = state.Duplicates.LastOrDefault(one => one.Raised)?.At ?? DateTimeOffset.MinValue;
        var fresh = state.Duplicates.Count(
            one => one.Case != wanted && one.At > since && one.At > ask.Now - RaisingWithin);
        return fresh + 1 >= RaisingReports && ask.Severity is > Severity.S1 and var present ? present - 1 : null;
    }

    private static CaseEvent.SpotCheckOrdered SpotCheckOrdered(CaseAsk ask, CaseCommand.OrderSpotCheck e)
    {
        var seat = e.Post ?? ask.Rules.SeatFor(ask.State.Home);
        return new CaseEvent.SpotCheckOrdered(seat, seat is null ? null : ask.NextOffer, e.LookFor);
    }

    private static CaseEvent.OneThingOpened OneThingOpened(CaseAsk ask, CaseCommand.OpenOneThing e)
    {
        var parts = ObligationRules.PartsOf(ask, e);
        var lead = e.Lead ?? CityTables.OneThing(e.Template)?.Lead ?? parts[0].Department;
        return new CaseEvent.OneThingOpened(e.Template, lead, new(parts));
    }

    /// <summary>T5 as it goes on after a pause; null when it did not stand still.</summary>
    private static DateTimeOffset? ResumedDue(CaseAsk ask)
    {
        foreach (var clock in ask.State.Paused)
        {
            if (clock.Id.IsHandling) return ClockStarts.Resumed(ask).First(start => start.Clock == clock.Id.Name).DueAt;
        }

        return null;
    }
}
