using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Tests.Model;

/// <summary>The words of guards.csv as its sentences say them, over the model's own case.</summary>
internal sealed class ModelGuards(ModelCase it, CaseCommand command, Actor by, DateTimeOffset now, ModelCity city)
{
    private static readonly WorkCalendar Calendar = Town.Rules.Calendar;

    public bool Holds(string word) => OfReview(word) ?? OfHandling(word) ?? OfEnd(word)
        ?? throw new InvalidOperationException($"The model has not read the guard '{word}'.");

    private bool? OfReview(string word) => word switch
    {
        "noPlaceAndNoText" => command is CaseCommand.Report { At: null, Building: null, Site: null, Words: null },
        "notOwnGrid" => command is CaseCommand.HandleOnSpot e
            && (by.Post is null || by.Home is not { } own || !Town.Rules.Covers(own, e.Home)),
        "classNotOnSpot" => Of(command)?.OnSpot is not true || Of(command)!.Severity != Severity.S4,
        "photoMissing" => PhotoMissing(),
        "onSpotCapReached" => city.Capped,
        "lifeDangerWords" => it.LifeDanger,
        "parentNotOpen" => !((CaseCommand.Merge)command).Parent.IsOpen,
        "notSameFamilyPlaceTime" => NotAlike(((CaseCommand.Merge)command).Parent),
        "lowSimilarityUnconfirmed" => command is CaseCommand.Merge { Similarity: < 0.9 } merge
            && (!merge.Confirmed || !by.Roles.Contains("Receiver")),
        "reasonMissing" => ReasonMissing(),
        "appealedBefore" => it.Appealed,
        "appealTooLate" => now > it.EndedAt + (it.NothingFound ? TimeSpan.FromHours(24) : TimeSpan.FromDays(7)),
        "betterPlaceMissing" => it.NothingFound && command is CaseCommand.Appeal { Place: null },
        "unmergeTooLate" => now > Calendars.Add(it.EndedAt, Limit.Parse("P1D/D"), Calendar),
        "placeSure" => it.IsPlaceSure || "GridWorker Patrol Sensor Leader".Contains(it.Source.ToString()),
        "spotCheckNeeded" => !it.IsPlaceSure && "App Hotline Petition Media".Contains(it.Source.ToString()),
        "spotNotConfirmed" => !it.SpotConfirmed,
        "classGridSeverityMissing" => Of(command) is null || SeverityAfter == Severity.Unset
            || HomeAfter == Town.Area,
        "ownerLacksAuthority" => (!city.HasAuthority || it.Row is null)
            && command is CaseCommand.Dispatch { Department: { } unit } && !(it.Ruled && it.OwnerDepartment == unit),
        "fewerThanTwoReturns" => it.Returns.Distinct().Count() < 2,
        "noDispute" => !it.Disputed,
        "noPartDispute" => ((CaseCommand.RuleOwner)command).Part is not { } part
            || it.Parts.GetValueOrDefault(part, PartWay.Open) != PartWay.Returned,
        _ => null,
    };

    private bool? OfHandling(string word) => word switch
    {
        "severityIsS1" => SeverityAfter == Severity.S1,
        "severityNotS1" => SeverityAfter != Severity.S1,
        "postOverCapacity" => city.Full && SeverityAfter != Severity.S1,
        "noOfferOpen" => !it.Tasks.Any(task =>
            task is { Taken: false, Over: false } && task.Offer == ((CaseCommand.ExpireOffer)command).OfferId),
        "thirdExpiry" => it.Expired == 2,
        "offerOpenToActor" => it.OpenTask(by, ((CaseCommand.Accept)command).OfferId) is not null,
        "notOfferedToActor" => it.OpenTask(by, ((CaseCommand.Accept)command).OfferId) is null,
        "escalationOpen" => it.EscalationOpen && it.IsOwner(by),
        "unitReturnedBefore" => it.HasReturned(by),
        "ownerRuled" => it.Ruled,
        "evidenceMissing" => command is CaseCommand.Return { Evidence: null },
        "secondReturn" => it.Returns.Count > 0 && !it.HasReturned(by),
        "reporterUnknown" or "noReporter" => !it.Reachable,
        "extensionTooLate" => it.Clocks.GetValueOrDefault("T5") is { } clock && (clock.Passed
            || clock.DueAt - now < TimeSpan.FromHours(2) || (clock.DueAt - now) * 10 < clock.DueAt - clock.StartedAt),
        "extensionWithoutReason" => command is CaseCommand.AskExtension ask
            && (ask.Interim is null || (it.Asked >= 1 && ask.Reason is null)),
        "aboveOwnLimit" => !by.Roles.Contains("CentreHead") && (it.Engineering || it.Granted >= 1 || AboveHalf()),
        "decisionTimeLeft" => TimeLeft("ExtensionDecision"),
        "causeNotAllowed" => command is not CaseCommand.Pend
        {
            Cause: "Engineering" or "Season" or "Legal" or "Funding",
        },
        "interimMissing" => command is CaseCommand.Pend pend && (pend.Interim is null || pend.ReviewAt is null),
        "renewedTwice" => it.Renewals >= 2 && !by.Roles.Contains("LeadOffice"),
        "oneDepartmentOnly" => command is CaseCommand.OpenOneThing { Template: null } joint
            && joint.Departments.Items.Distinct().Count() < 2,
        "partUnknown" => !it.Parts.TryGetValue(PartOf(), out var way) || way == PartWay.Dropped,
        "requiredPartsOpen" => Rest().Any(part => part.Value != PartWay.Handled),
        "remainingPartsHandled" => Rest().Any() && Rest().All(part => part.Value == PartWay.Handled),
        "partsRemain" => it.Parts.Values.Any(one => one != PartWay.Dropped),
        "alreadyTopLevel" => it.Level == CaseLevel.City,
        "resultMissing" => command is CaseCommand.Handle { Result: null },
        _ => null,
    };

    private bool? OfEnd(string word) => word switch
    {
        "onSpotUnsampled" => it is { OnSpot: true, Sampled: false },
        "onSpotSampled" => it is { OnSpot: true, Sampled: true },
        "notOnSpot" => !it.OnSpot,
        "objectionWindowOpen" => now < it.ObjectionUntil,
        "checkerOfSameUnit" => SameUnit(),
        "secondRework" => it.Reworks >= 1,
        "checkTimeLeft" => TimeLeft("T6.twice"),
        "answeredNotSolved" => command is CaseCommand.FollowUp { Answered: true, Solved: false },
        "unansweredBeforeThird" => command is CaseCommand.FollowUp { Answered: false } && it.Attempts < 2,
        "unansweredThird" => command is CaseCommand.FollowUp { Answered: false },
        "ratedBefore" => it.Rated,
        "notSolved" => command is CaseCommand.Rate { Solved: false, Reason: not null },
        "rateTooLate" => it.HandledAt is not { } handled || now > handled.AddDays(7),
        "againTooLate" => now > Calendars.Add(it.EndedAt, Limit.Parse("P15D/D"), Calendar),
        "otherPlaceOrClass" => command is CaseCommand.ReportAgain again && ((again.Class ?? it.Class) != it.Class
            || (again.Place is { At: var spot } && !(it.IsPlaceSure && it.At!.Value.MetresTo(spot!.Value) <= 50))),
        "thirdReopening" => it.Reopenings >= 3,
        "secondReopening" => it.Reopenings == 2,
        "neverReopened" => it.Reopenings == 0,
        "findingMissing" => command is CaseCommand.CloseByFinding { Finding: null },
        "hazardClass" => it.Row is { Hazard: true },
        "notFollowing" => !it.Following,
        "secondSignatureMissing" => command is CaseCommand.Void { SecondSignature: false },
        "lateCorrection" => !Rises && it.Clocks.GetValueOrDefault("T5") is { } t5
            && (t5.Passed || (t5.DueAt - now) * 5 < t5.DueAt - t5.StartedAt),
        "raisedToS1" => command is CaseCommand.Correct { Severity: Severity.S1 } && it.Severity != Severity.S1,
        "levelNotHigher" => ((CaseCommand.Supervise)command).Level <= it.Supervision,
        "clockNotRunning" => ClockNotRunning(),
        "before30Days" => now < it.EndedAt.AddDays(30),
        "orderMissing" => command is CaseCommand.ReopenByOrder { WrittenOrder: null },
        _ => null,
    };

    private bool Rises => command is CaseCommand.Correct { Severity: not Severity.Unset and var wanted }
        && (it.Severity == Severity.Unset || wanted < it.Severity);

    private Severity SeverityAfter => command is CaseCommand.File { Severity: not Severity.Unset and var given } ? given
        : it.Severity != Severity.Unset ? it.Severity : Of(command)?.Severity ?? Severity.Unset;

    private HomeId HomeAfter => command is CaseCommand.File { Home: { } home } ? home : it.Home;

    private CaseClass? Of(CaseCommand of) => CaseClasses.All.Find(of switch
    {
        CaseCommand.HandleOnSpot e => e.Class,
        CaseCommand.File { Class: { } code } => code,
        _ => it.Class,
    });

    private bool PhotoMissing() => command switch
    {
        CaseCommand.FindNothing e => !e.Photo,
        CaseCommand.HandleOnSpot e => Of(e) is { Physical: true } && !(e.BeforePhoto && e.AfterPhoto),
        CaseCommand.Handle e => it.Row is { Physical: true } && !e.AfterPhoto,
        _ => false,
    };

    private bool ReasonMissing() => command switch
    {
        CaseCommand.Void e => e.Reason is null,
        CaseCommand.Supervise e => e.Reason is null,
        CaseCommand.NotAccept e => e.Reason is null,
        CaseCommand.Escalate e => e.Reason is null,
        CaseCommand.FailCheck e => e.Reason is null,
        CaseCommand.Unmerge e => e.Reason is null,
        CaseCommand.Recall e => e.Reason is null,
        CaseCommand.DenyExtension e => e.Reason is null,
        CaseCommand.ReferOut e => e.Reason is null,
        CaseCommand.RaiseWhistle e => e.Reason is null,
        CaseCommand.Correct e => e.Reason is null,
        _ => throw new InvalidOperationException($"{command} has no reason."),
    };

    private bool NotAlike(CaseKin parent) => it.Class is null || parent.Class is null
        || it.Class[..3] != parent.Class[..3]
        || !it.IsPlaceSure || parent.At is not { } there || it.At!.Value.MetresTo(there) > 50
        || (it.ReportedAt - parent.ReportedAt).Duration() > TimeSpan.FromHours(24);

    private bool AboveHalf() => it.Clocks.GetValueOrDefault("T5") is { } clock
        && ((((CaseCommand.GrantExtension)command).DueAt ?? it.Wanted) - clock.DueAt) * 2
            > clock.DueAt - clock.StartedAt;

    private bool TimeLeft(string name) => it.Clocks.GetValueOrDefault(name) is not { } clock || clock.DueAt > now;

    private CaseId PartOf() => command switch
    {
        CaseCommand.HandlePart e => e.Part,
        CaseCommand.ReturnPart e => e.Part,
        CaseCommand.DropPart e => e.Part,
        _ => throw new InvalidOperationException($"{command} has no part."),
    };

    private IEnumerable<KeyValuePair<CaseId, PartWay>> Rest() =>
        it.Parts.Where(part => part.Value != PartWay.Dropped && part.Key != PartOf());

    private bool SameUnit() => (by.Post is { } post && post == it.HandledByPost)
        || (by.Department is { } department && department == it.HandledByDepartment)
        || it.Tasks.Any(task => task is { Kind: TaskKind.Handle, Taken: true } && task.IsFor(by));

    private bool ClockNotRunning()
    {
        var (wanted, dueAt) = command switch
        {
            CaseCommand.PassDeadline e => (e.Clock, (DateTimeOffset?)e.DueAt),
            CaseCommand.MoveDeadline e => (e.Clock, null),
            _ => throw new InvalidOperationException($"{command} names no clock."),
        };
        var clock = it.Clocks.Values.FirstOrDefault(one => one.Id == wanted);
        return clock is null or { Passed: true } || (dueAt is { } due && (due != clock.DueAt || due > now));
    }
}
