using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Tests.Cases;

/// <summary>For a row of the table, a state and an order in which its guard is the first that holds.</summary>
/// <remarks>A plain scene in which no guard holds, and for each guard word one change that makes it true.</remarks>
internal static partial class CaseScene
{
    private static readonly PostId Seat = Town.NorthSeat;
    private static readonly PostId CheckSeat = Town.SouthSeat;
    private static readonly ClockId Clock = new("T1/1");
    private static readonly CaseId Part = new("part-1");

    public static DateTimeOffset Now { get; } = Town.Morning.AddDays(2);

    public static (CaseState State, CaseOrder Order) For(TransitionRow row)
    {
        var state = row.Stage == CaseStage.Absent ? CaseState.Absent(new CaseId("case-1")) : Plain(row.Stage);
        if (row is { Command: "Close" or "Object", Stage: CaseStage.Handled }) state = state with { OnSpot = true };
        if (row.Command == "Archive" && !row.Stage.IsOpen()) state = state with { EndedAt = Now.AddDays(-31) };
        if (row.Command is "DropPart" or "Rejoin") state = state with { Parts = Dropping(row.Command) };
        if (row is { Command: "OrderSpotCheck", Guard: null }) state = state with { At = null };
        if (row is { Command: "SendLeaderNotice", Guard: null }) state = state with { Severity = Severity.S1 };
        if (row is { Command: "Withdraw" }) state = state with { Class = "E0102" };
        var order = new CaseOrder(Command(row.Command, row.Stage), "command-99", By(row.Command), "test");
        if (row is { Command: "Accept", Stage: CaseStage.AwaitAccept }) state = Offered(state);
        if (row.Command == "ExpireOffer") state = Offered(state);
        return row.Guard is { } guard ? Changed(guard, state, order) : (state, order);
    }

    /// <summary>Only two guards ask the city around the case.</summary>
    public static CaseRules RulesFor(TransitionRow row) => Town.Rules with
    {
        IsFull = _ => row.Guard == "postOverCapacity",
        OnSpotCapReached = (_, _) => row.Guard == "onSpotCapReached",
        HasAuthority = (_, _) => row.Guard != "ownerLacksAuthority",
    };

    private static CaseState Plain(CaseStage stage) => new(new CaseId("case-1"))
    {
        Stage = stage,
        Version = 7,
        Position = 70,
        Source = CaseSource.App,
        Home = Town.North,
        At = Town.Flood.At,
        Class = "E0406",
        Severity = Severity.S3,
        OwnerPost = Seat,
        HandledByPost = Seat,
        ReportedAt = Town.Morning,
        ObjectionUntil = Now.AddHours(-1),
        SpotConfirmed = true,
        ReporterReachable = true,
        ReceiptHash = "receipt",
        Following = true,
        EndedAt = Now.AddDays(stage.IsOpen() ? 0 : -Ended(stage)),
        EndedAs = stage == CaseStage.Archived ? CaseStage.Closed : stage,
        HandledAt = Now.AddDays(-1),
        Parent = new CaseId("parent-1"),
        Disputed = true,
        Returns = [.. Returned(stage)],
        FirstReceiver = new CaseUnit(Seat, null),
        ExtensionsAsked = 1,
        ExtensionDueAt = Now.AddHours(3),
        Parts = [.. Parts(stage)],
        Reopenings = stage is CaseStage.Handling or CaseStage.Reopened ? 1 : 0,
        Clocks =
        [
            new CaseClock(Clock, Town.Morning, Now.AddHours(-1), null),
            new CaseClock(new ClockId("T5/1"), Now.AddHours(-10), Now.AddHours(10), null),
            new CaseClock(new ClockId("ExtensionDecision/1"), Town.Morning, Now.AddHours(-1), null),
            new CaseClock(new ClockId("T6.twice/1"), Town.Morning, Now.AddHours(-1), null),
        ],
    };

    /// <summary>Thirty-one days for what would be archived, an hour for what would be opened again.</summary>
    private static double Ended(CaseStage stage) => stage == CaseStage.Archived ? 31 : 1.0 / 24;

    private static IEnumerable<CaseUnit> Returned(CaseStage stage) => stage == CaseStage.Dispatching
        ? [new CaseUnit(null, Town.Drainage), new CaseUnit(null, new DepartmentId("Parks"))]
        : [];

    private static IEnumerable<PartState> Parts(CaseStage stage) => stage == CaseStage.JointHandling
        ?
        [
            new PartState(new CasePart(Part, Town.Drainage), PartWay.Returned),
            new PartState(new CasePart(new CaseId("part-2"), new DepartmentId("Parks")), PartWay.Handled),
        ]
        : [];

    private static CaseCommand Command(string word, CaseStage stage) => word switch
    {
        "Report" => Town.Flood,
        "HandleOnSpot" => new CaseCommand.HandleOnSpot(
            Town.North, null, null, null, "E0102", "no-1", Town.Text, true, true, "receipt"),
        "OpenReview" => new CaseCommand.OpenReview(),
        "File" => new CaseCommand.File(null, Severity.Unset, null, "no-1"),
        "OpenDispatch" => new CaseCommand.OpenDispatch(),
        "Dispatch" => new CaseCommand.Dispatch(null, Town.Drainage),
        "Offer" => new CaseCommand.Offer(CheckSeat, stage.TaskOf() ?? TaskKind.Handle),
        "ExpireOffer" => new CaseCommand.ExpireOffer("offer-1"),
        "Accept" => new CaseCommand.Accept(null),
        "Arrive" => new CaseCommand.Arrive(),
        "Handle" => new CaseCommand.Handle(Town.Text, true),
        "OpenCheck" => new CaseCommand.OpenCheck(),
        "PassCheck" => new CaseCommand.PassCheck(Town.Text, true),
        "Close" => new CaseCommand.Close(),
        "Void" => new CaseCommand.Void("Test", true),
        _ => CaseExamples.Of(word, Now) ?? LateCommand(word),
    };

    private static CaseCommand LateCommand(string word) => word switch
    {
        "Supervise" => new CaseCommand.Supervise(2, "T5"),
        "MoveDeadline" => new CaseCommand.MoveDeadline(Clock, Now.AddHours(1), "Calendar"),
        "PassDeadline" => new CaseCommand.PassDeadline(Clock, Now.AddHours(-1)),
        _ => throw new InvalidOperationException($"No scene for {word}."),
    };

    private static Actor By(string word) => word switch
    {
        "PassCheck" or "FailCheck" => new Actor("a-1", ["Checker"], Town.Area, null, CheckSeat),
        "Return" or "GrantExtension" or "RenewPending" => new Actor(
            "a-1", [CityTables.CommandOf[word].Who[0]], Town.Area, null, Seat),
        "HandleOnSpot" => Town.NorthWorker,
        _ => new Actor(
            "a-1", [.. CityTables.CommandOf[word].Who], Town.Area, null, IsOwners(word) ? Seat : null, "receipt"),
    };

    private static bool IsOwners(string word) => CityTables.CommandOf[word].Who.Contains("Handler");

    private static CaseState Offered(CaseState state) => state.Stage.TaskOf() is { } kind
        ? state with { Offers = [new CaseOffer("offer-1", Seat, null, kind, Town.Morning)] }
        : state;

    private static (CaseState, CaseOrder) Changed(string guard, CaseState state, CaseOrder order) => guard switch
    {
        "noPlaceAndNoText" => (state, order with { Command = Town.Flood with { At = null, Words = null } }),
        "notOwnGrid" => (state, order with { By = Town.NorthWorker with { Home = Town.South } }),
        "classNotOnSpot" => (state, OnSpot(order, e => e with { Class = "E0406" })),
        "photoMissing" when order.Command is CaseCommand.HandleOnSpot =>
            (state, OnSpot(order, e => e with { AfterPhoto = false })),
        "photoMissing" when order.Command is CaseCommand.FindNothing =>
            (state, order with { Command = new CaseCommand.FindNothing(Town.Text, false) }),
        "photoMissing" => (state, order with { Command = new CaseCommand.Handle(Town.Text, false) }),
        "resultMissing" => (state, order with { Command = new CaseCommand.Handle(null, true) }),
        "lifeDangerWords" => (state with { LifeDanger = true }, order),
        "classGridSeverityMissing" => (state with { Class = null }, order),
        "spotCheckNeeded" => (state with { At = null }, order),
        "spotNotConfirmed" => (state with { SpotConfirmed = false }, order),
        "severityIsS1" => (state with { Severity = Severity.S1 }, order),
        "escalationOpen" => (state with { EscalationOpen = true }, order),
        "noOfferOpen" or "notOfferedToActor" => (state with { Offers = [] }, order),
        "thirdExpiry" => (state with { OffersExpired = 2 }, order),
        "offerOpenToActor" => (Offered(state), order),
        "onSpotUnsampled" => (state with { OnSpot = true, Sampled = false }, order),
        "onSpotSampled" => (state with { OnSpot = true, Sampled = true }, order),
        "notOnSpot" => (state with { OnSpot = false }, order),
        "objectionWindowOpen" => (state with { ObjectionUntil = Now.AddSeconds(1) }, order),
        "checkerOfSameUnit" => (state with { HandledByPost = CheckSeat }, order),
        "noReporter" or "reporterUnknown" => (state with { ReporterReachable = false }, order),
        "levelNotHigher" => (state with { Supervision = 2 }, order),
        "clockNotRunning" => (state with { Clocks = [] }, order),
        "reasonMissing" => (state, order with { Command = CaseExamples.WithoutReason(order.Command) }),
        "secondSignatureMissing" => (state, order with { Command = new CaseCommand.Void("Test", false) }),
        "postOverCapacity" or "onSpotCapReached" or "ownerLacksAuthority" => (state, order),
        _ => LateScene(guard, state, order),
    };

    private static CaseOrder OnSpot(
        CaseOrder order, Func<CaseCommand.HandleOnSpot, CaseCommand.HandleOnSpot> change) =>
        order with { Command = change((CaseCommand.HandleOnSpot)order.Command) };
}
