using System.Collections.Frozen;
using Twin.City.Clocks;

namespace Twin.City.Cases;

/// <summary>The words of guards.csv as predicates; a test holds that each has one.</summary>
public static partial class CaseGuards
{
    private static readonly FrozenDictionary<string, Func<CaseAsk, bool>> Guards =
        new Dictionary<string, Func<CaseAsk, bool>>(StringComparer.Ordinal)
        {
            ["noPlaceAndNoText"] = ask => ask.Command is CaseCommand.Report { Words: null } e && !HasPlace(e),
            ["notOwnGrid"] = NotOwnGrid,
            ["classNotOnSpot"] = ask => ask.Class is not { OnSpot: true, Severity: Severity.S4 },
            ["photoMissing"] = PhotoMissing,
            ["onSpotCapReached"] = ask => ask is { By.Post: { } post, Command: CaseCommand.HandleOnSpot e }
                && ask.Rules.OnSpotCapReached(post, e.Home),
            ["lifeDangerWords"] = ask => ask.State.LifeDanger,
            ["classGridSeverityMissing"] = ClassGridSeverityMissing,
            ["spotCheckNeeded"] = SpotCheckNeeded,
            ["spotNotConfirmed"] = ask => !ask.State.SpotConfirmed && !ask.IsHistory,
            ["severityIsS1"] = ask => ask.Severity == Severity.S1,
            ["ownerLacksAuthority"] = OwnerLacksAuthority,
            ["postOverCapacity"] = ask => ask is { Severity: not Severity.S1, Command: CaseCommand.Offer e }
                && ask.Rules.IsFull(e.Post),
            ["noOfferOpen"] = ask => ask.Command is CaseCommand.ExpireOffer e
                && !ask.State.Offers.Any(offer => offer.IsOpen && offer.Offer == e.OfferId),
            ["thirdExpiry"] = ask => ask.State.OffersExpired == 2,
            ["notOfferedToActor"] = ask => ask.OpenOffer() is null,
            ["offerOpenToActor"] = ask => ask.OpenOffer() is not null,
            ["escalationOpen"] = EscalationOpen,
            ["resultMissing"] = ask => ask.Command is CaseCommand.Handle { Result: null } && !ask.IsHistory,
            ["onSpotUnsampled"] = ask => ask.State is { OnSpot: true, Sampled: false },
            ["onSpotSampled"] = ask => ask.State is { OnSpot: true, Sampled: true },
            ["notOnSpot"] = ask => !ask.State.OnSpot,
            ["objectionWindowOpen"] = ask => ask.State.ObjectionUntil is not { } until || ask.Now < until,
            ["checkerOfSameUnit"] = CheckerOfSameUnit,
            ["noReporter"] = ask => !ask.Reachable,
            ["reporterUnknown"] = ask => !ask.Reachable,
            ["reasonMissing"] = ReasonMissing,
            ["levelNotHigher"] = ask => ask.Command is CaseCommand.Supervise e && e.Level <= ask.State.Supervision,
            ["clockNotRunning"] = ClockNotRunning,
            ["secondSignatureMissing"] = ask => ask.Command is CaseCommand.Void { SecondSignature: false },
        }.Concat(OfReview).Concat(OfHandling).Concat(OfEnd)
            .ToFrozenDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal);

    /// <summary>The predicate of a guard word; null when no command so far needs it.</summary>
    public static Func<CaseAsk, bool>? Find(string word) => Guards.GetValueOrDefault(word);

    private static bool ReasonMissing(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Void e => string.IsNullOrEmpty(e.Reason),
        CaseCommand.Supervise e => string.IsNullOrEmpty(e.Reason),
        CaseCommand.NotAccept e => string.IsNullOrEmpty(e.Reason),
        CaseCommand.Escalate e => string.IsNullOrEmpty(e.Reason),
        CaseCommand.FailCheck e => string.IsNullOrEmpty(e.Reason),
        CaseCommand.Unmerge e => e.Reason is null,
        CaseCommand.Recall e => e.Reason is null,
        CaseCommand.DenyExtension e => e.Reason is null,
        CaseCommand.ReferOut e => e.Reason is null,
        CaseCommand.RaiseWhistle e => e.Reason is null,
        CaseCommand.Correct e => e.Reason is null,
        _ => false,
    };

    private static bool HasPlace(CaseCommand.Report e) =>
        e.At is not null || e.Building is not null || e.Site is not null;

    private static bool NotOwnGrid(CaseAsk ask) => ask.Command is not CaseCommand.HandleOnSpot e
        || ask.By.Post is null || ask.By.Home is not { } own || !ask.Rules.Covers(own, e.Home);

    /// <summary>A source's older record needs no photo: whoever handled it is not here to take one.</summary>
    private static bool PhotoMissing(CaseAsk ask) => ask.Class is { Physical: true } && ask.Command switch
    {
        CaseCommand.HandleOnSpot e => !e.BeforePhoto || !e.AfterPhoto,
        CaseCommand.Handle e => !e.AfterPhoto && !ask.IsHistory,
        _ => false,
    } || ask.Command is CaseCommand.FindNothing { Photo: false };

    /// <summary>The lowest known area stands for the grid of an older record: nobody will look for its place.</summary>
    private static bool ClassGridSeverityMissing(CaseAsk ask) =>
        ask.Class is null || ask.Severity == Severity.Unset || !(ask.Rules.IsGrid(ask.Home) || ask.IsHistory);

    /// <summary>A public report of an unsure place; what a source has settled itself is exempt.</summary>
    private static bool SpotCheckNeeded(CaseAsk ask)
    {
        var isPublic = ask.State.Source
            is CaseSource.App or CaseSource.Hotline or CaseSource.Petition or CaseSource.Media;
        return isPublic && !IsPlaceSure(ask.State) && !ask.IsHistory;
    }

    /// <remarks>A ruling gives the authority that the tables do not.</remarks>
    private static bool OwnerLacksAuthority(CaseAsk ask) =>
        ask.Command is CaseCommand.Dispatch { Department: { } department } && !ask.IsHistory
        && !(ask.State.Ruled && ask.State.OwnerDepartment == department)
        && (ask.Class is not { } row || !ask.Rules.HasAuthority(department, row));

    /// <summary>A deadline passes at its own due time and once; one that has passed is not moved.</summary>
    private static bool ClockNotRunning(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.PassDeadline e => e.DueAt > ask.Now || Runs(ask, e.Clock)?.DueAt != e.DueAt,
        CaseCommand.MoveDeadline e => Runs(ask, e.Clock) is null,
        _ => false,
    };

    private static CaseClock? Runs(CaseAsk ask, ClockId clock) =>
        ask.State.Clocks.FirstOrDefault(one => one.Id == clock && !one.Passed);

    private static bool CheckerOfSameUnit(CaseAsk ask) => IsHandlingUnit(ask.State, ask.By);

    /// <summary>Whoever took part in the handling does not check it, at whatever seat.</summary>
    /// <remarks>A system that brings records speaks for many: its account says nothing, its seats do.</remarks>
    internal static bool IsHandlingUnit(CaseState state, Actor by) => state.TaskDoneBy(by) is not null
        || (by.Post is { } post && post == state.HandledByPost)
        || (by.Department is { } department && department == state.HandledByDepartment)
        || (state.Handlers.Contains(by.Account) && !by.Roles.Contains("Integration"));
}
