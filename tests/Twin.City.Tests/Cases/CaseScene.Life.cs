using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Tests.Cases;

/// <content>What makes the guards of the later life hold.</content>
internal static partial class CaseScene
{
    private static ImmutableArray<PartState> Dropping(string word) =>
    [
        new(new CasePart(Part, Town.Drainage), word == "Rejoin" ? PartWay.Dropped : PartWay.Open),
        .. word == "Rejoin" ? [] : new[] { Other(PartWay.Open) },
    ];

    private static CaseOrder Ask(CaseOrder order, CaseCommand command) => order with { Command = command };

    private static CaseOrder Merged(CaseOrder order, Func<CaseCommand.Merge, CaseCommand.Merge> change) =>
        order with { Command = change((CaseCommand.Merge)order.Command) };

    private static CaseState Until(CaseState state, DateTimeOffset dueAt) => state with
    {
        Clocks = [new CaseClock(new ClockId("T5/1"), Now.AddHours(-10), dueAt, null)],
    };

    private static PartState Other(PartWay way) => new(new CasePart(new CaseId("part-2"), Town.Drainage), way);

    private static (CaseState, CaseOrder) LateScene(string guard, CaseState state, CaseOrder order) => guard switch
    {
        "parentNotOpen" => (state, Merged(order, e => e with { Parent = e.Parent with { IsOpen = false } })),
        "notSameFamilyPlaceTime" => (state, Merged(order, e => e with { Parent = e.Parent with { Class = "E0102" } })),
        "lowSimilarityUnconfirmed" => (state, Merged(order, e => e with { Similarity = 0.5, Confirmed = false })),
        "unmergeTooLate" or "appealTooLate" or "againTooLate" =>
            (state with { EndedAt = Now.AddDays(-40) }, order),
        "appealedBefore" => (state with { Appealed = true }, order),
        "betterPlaceMissing" =>
            (state with { NothingFound = true }, Ask(order, new CaseCommand.Appeal(Town.Text, null))),
        "placeSure" => (state, order),
        "fewerThanTwoReturns" => (state with { Returns = [] }, order),
        "noDispute" => (state with { Disputed = false }, order),
        "noPartDispute" =>
            (state, Ask(order, new CaseCommand.RuleOwner(null, Town.Drainage, Town.Text, new CaseId("no")))),
        "unitReturnedBefore" => (state with { Returns = [new CaseUnit(Seat, null)] }, order),
        "ownerRuled" => (state with { Ruled = true }, order),
        "evidenceMissing" => (state, Ask(order, new CaseCommand.Return("WrongPlace", null))),
        "secondReturn" => (state with { Returns = [new CaseUnit(CheckSeat, null)] }, order),
        "extensionTooLate" => (Until(state, Now.AddMinutes(30)), order),
        "extensionWithoutReason" =>
            (state, Ask(order, new CaseCommand.AskExtension(Now.AddHours(30), null, Town.Text, false))),
        "aboveOwnLimit" => (state with { ExtensionIsEngineering = true }, order),
        "decisionTimeLeft" or "checkTimeLeft" => (state with { Clocks = [] }, order),
        "causeNotAllowed" => (state, Ask(order, new CaseCommand.Pend("Rain", Now.AddDays(9), Town.Text))),
        "interimMissing" => (state, Ask(order, new CaseCommand.Pend("Season", Now.AddDays(9), null))),
        "renewedTwice" => (state with { PendingRenewals = 2 }, order),
        "oneDepartmentOnly" => (state, Ask(order, new CaseCommand.OpenOneThing(null, new(Town.Drainage), null))),
        "partUnknown" => (state with { Parts = [] }, order),
        "requiredPartsOpen" => (state with { Parts = [state.Parts[0], Other(PartWay.Open)] }, order),
        "remainingPartsHandled" => (state with { Parts = [state.Parts[0], Other(PartWay.Handled)] }, order),
        "partsRemain" => (state with { Parts = [Other(PartWay.Open)] }, order),
        "alreadyTopLevel" => (state with { Level = CaseLevel.City }, order),
        "severityNotS1" => (state with { Severity = Severity.S2 }, order),
        "lateCorrection" => (Until(state, Now.AddMinutes(30)), order),
        "raisedToS1" => (state, Ask(order, new CaseCommand.Correct(null, Severity.S1, null, Town.Text))),
        _ => EndScene(guard, state, order),
    };

    private static (CaseState, CaseOrder) EndScene(string guard, CaseState state, CaseOrder order) => guard switch
    {
        "secondRework" => (state with { Reworks = 1 }, order),
        "answeredNotSolved" => (state, Ask(order, CaseExamples.Asked(answered: true, solved: false))),
        "unansweredBeforeThird" => (state, Ask(order, CaseExamples.Asked(answered: false, solved: null))),
        "unansweredThird" =>
            (state with { FollowUps = 2 }, Ask(order, CaseExamples.Asked(answered: false, solved: null))),
        "ratedBefore" => (state with { Rated = true }, order),
        "notSolved" => (state, Ask(order, new CaseCommand.Rate(false, 1, Town.Text))),
        "rateTooLate" => (state with { HandledAt = Now.AddDays(-8) }, order),
        "otherPlaceOrClass" => (state, Ask(order, new CaseCommand.ReportAgain(Town.Text, "E0102", null))),
        "thirdReopening" => (state with { Reopenings = 3 }, order),
        "secondReopening" => (state with { Reopenings = 2 }, order),
        "neverReopened" => (state with { Reopenings = 0 }, order),
        "findingMissing" => (state, Ask(order, new CaseCommand.CloseByFinding(null))),
        "hazardClass" => (state with { Class = "E0401" }, order),
        "notFollowing" => (state with { Following = false }, order),
        "before30Days" => (state with { EndedAt = Now.AddDays(-29) }, order),
        "orderMissing" => (state, Ask(order, new CaseCommand.ReopenByOrder(null))),
        _ => throw new InvalidOperationException($"No scene makes '{guard}' hold; add one."),
    };
}
