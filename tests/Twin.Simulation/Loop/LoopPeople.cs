using Twin.City;
using Twin.City.Cases;

namespace Twin.Simulation.Loop;

/// <summary>What people want of a case in each stage, so that some end everywhere.</summary>
internal static class LoopPeople
{
    public static readonly Actor Filer = new("filer", ["Filer"]);

    private static readonly Words Text = new("text", new string('0', 64));
    private static readonly Actor Receiver = new("receiver", ["Receiver"]);
    private static readonly Actor Dispatcher = new("dispatcher", ["Dispatcher"]);
    private static readonly Actor Head = new("head", ["CentreHead"]);
    private static readonly Actor Lead = new("lead", ["ShiftLead"]);
    private static readonly Actor Phone = new("phone", ["Caller"]);
    private static readonly Actor Supervisor = new("supervisor", ["Supervisor"]);
    private static readonly Actor Auditor = new("auditor", ["Auditor"]);
    private static readonly string[] Classes = ["E0102", "E0104", "E0406", "E0101", "E0401", "X-FIRE"];
    private static readonly DepartmentId[] Both = [new("Drainage"), new("Sanitation")];

    public static (CaseCommand? Wish, Actor By) Wish(CaseState s, Random dice, int grid, DateTimeOffset now) =>
        s.Stage switch
        {
            CaseStage.Absent => First(dice, grid),
            CaseStage.UnderReview or CaseStage.SpotChecking => Review(s, dice, grid),
            CaseStage.Dispatching => (new CaseCommand.Dispatch(LoopGround.Seats[grid], null), Dispatcher),
            CaseStage.AwaitAccept => Await(dice, Owner(s)),
            CaseStage.Handling => Handle(s, dice, now),
            CaseStage.ExtensionAsked or CaseStage.Pending or CaseStage.JointHandling => Wait(s, dice),
            CaseStage.Handled or CaseStage.Checking => Check(s, dice),
            CaseStage.Rework => (new CaseCommand.Handle(Text, AfterPhoto: true), Owner(s)),
            CaseStage.FollowingUp => Follow(dice),
            _ => After(s, dice),
        };

    private static (CaseCommand?, Actor) First(Random dice, int grid)
    {
        var home = LoopGround.Homes[grid];
        if (dice.Next(10) == 0)
        {
            return (
                new CaseCommand.HandleOnSpot(
                    home, LoopGround.PlaceOf(grid), null, null, "E0102", "no", Text, true, true, "r"),
                new Actor("worker", ["Worker"], home, null, LoopGround.Seats[grid]));
        }

        var isPlaced = dice.Next(8) > 0;
        return (
            new CaseCommand.Report(
                CaseSource.App, isPlaced ? home : LoopGround.City, isPlaced ? LoopGround.PlaceOf(grid) : null, false,
                null, null, Text, dice.Next(8) > 0 ? Classes[dice.Next(Classes.Length)] : null, Severity.Unset, "r",
                LimitBy.Class, null, null, false, dice.Next(4) > 0 ? "relay" : null),
            Actor.Anonymous);
    }

    private static (CaseCommand?, Actor) Review(CaseState s, Random dice, int grid)
    {
        if (s.Stage == CaseStage.SpotChecking)
        {
            var seat = new Actor("looker", ["SpotChecker"], null, null, LoopGround.Seats[grid]);
            return dice.Next(3) > 0
                ? (new CaseCommand.ConfirmSpot(Text, true, new(LoopGround.Homes[grid], LoopGround.PlaceOf(grid), null,
                    null)), seat)
                : (new CaseCommand.FindNothing(Text, true), seat);
        }

        return dice.Next(12) switch
        {
            < 2 => (new CaseCommand.NotAccept("Malicious", Text), Receiver),
            < 5 => (new CaseCommand.OrderSpotCheck(LoopGround.Seats[grid], Text), Receiver),
            5 => (new CaseCommand.ReferOut("Court", "7", Text), Receiver),
            6 when s is { Class: { } kind, At: { } at } => (
                new CaseCommand.Merge(
                    new CaseKin(new CaseId("kin"), true, kind, at, null, null, s.ReportedAt), 0.95, true), Receiver),
            _ when s.At is null => (new CaseCommand.OrderSpotCheck(LoopGround.Seats[grid], Text), Receiver),
            _ => (new CaseCommand.File(s.Class ?? "E0104", Severity.Unset, LoopGround.Homes[grid], "no"), Filer),
        };
    }

    private static (CaseCommand?, Actor) Await(Random dice, Actor owner) => dice.Next(20) switch
    {
        0 => (new CaseCommand.Return("MisDispatch", Text), owner),
        1 => (new CaseCommand.Recall(Text), Dispatcher),
        2 => (null, owner),
        _ => (new CaseCommand.Accept(null), owner),
    };

    private static (CaseCommand?, Actor) Handle(CaseState s, Random dice, DateTimeOffset now) => dice.Next(24) switch
    {
        < 3 when s.ReporterReachable => (new CaseCommand.Contact(Channel.Call, Text), Owner(s)),
        < 5 => (new CaseCommand.NoteProgress(null, Text), Owner(s)),
        < 7 => (new CaseCommand.Arrive(), Owner(s)),
        7 => (new CaseCommand.AskExtension((s.DueAt > now ? s.DueAt.Value : now).AddHours(9), Text, Text, false),
            Owner(s)),
        8 => (new CaseCommand.Pend("Season", now.AddDays(9), Text), Head),
        9 when s.Obligations.IsEmpty => (new CaseCommand.OpenOneThing(null, new([.. Both]), null), Lead),
        10 => (new CaseCommand.Escalate("Power", Text), Supervisor),
        11 => (new CaseCommand.ReferOut("Police", "7", Text), Owner(s)),
        12 when dice.Next(3) == 0 => (new CaseCommand.Void("Test", true), Filer),
        13 when s.EscalationOpen => (new CaseCommand.Accept(null), Owner(s)),
        _ => (new CaseCommand.Handle(Text, AfterPhoto: true), Owner(s)),
    };

    private static (CaseCommand?, Actor) Wait(CaseState s, Random dice) => s.Stage switch
    {
        CaseStage.ExtensionAsked => dice.Next(3) switch
        {
            0 => (new CaseCommand.GrantExtension(null), Head),
            1 => (new CaseCommand.DenyExtension(Text), Head),
            _ => (null, Head),
        },
        CaseStage.Pending => dice.Next(3) > 0
            ? (new CaseCommand.Resume(), Supervisor)
            : (new CaseCommand.Handle(Text, true), Owner(s)),
        _ => s.Parts.FirstOrDefault(part => part.Way == PartWay.Open) is { } open
            ? (new CaseCommand.HandlePart(open.Part.Case), Actor.System)
            : (new CaseCommand.Rejoin(), Actor.System),
    };

    private static (CaseCommand?, Actor) Check(CaseState s, Random dice)
    {
        if (s.Stage == CaseStage.Handled)
        {
            return dice.Next(20) == 0
                ? (new CaseCommand.Object(Text), new Actor("resident", ["Resident"]))
                : (null, Actor.System);
        }

        var seat = s.Offers.LastOrDefault(offer => offer is { Kind: TaskKind.Check, Over: false })?.Post;
        var checker = new Actor("checker", ["Checker"], null, null, seat ?? LoopGround.Seats[0]);
        return dice.Next(12) switch
        {
            0 => (null, checker),
            1 => (new CaseCommand.FailCheck("NotFixed", Text, true), checker),
            _ => (new CaseCommand.PassCheck(Text, true), checker),
        };
    }

    private static (CaseCommand?, Actor) Follow(Random dice) => dice.Next(10) switch
    {
        0 => (new CaseCommand.FollowUp(Channel.Call, true, false, 2, Text), Phone),
        < 4 => (new CaseCommand.FollowUp(Channel.Call, false, null, null, null), Phone),
        _ => (new CaseCommand.FollowUp(Channel.Call, true, true, 5, null), Phone),
    };

    /// <summary>An ended case lives again now and then.</summary>
    private static (CaseCommand?, Actor) After(CaseState s, Random dice) => (s.Stage, dice.Next(8)) switch
    {
        (CaseStage.Closed, 0) => (new CaseCommand.ReportAgain(Text, null, null), new Actor("d", ["Device"])),
        (CaseStage.NotAccepted, 0) => (new CaseCommand.Appeal(Text, null), Reporter),
        (CaseStage.ReferredOut, 0) => (new CaseCommand.ReturnReferral("7", Text), Receiver),
        (CaseStage.Archived, 0) => (new CaseCommand.ReopenByOrder(Text), Auditor),
        _ => (null, Actor.System),
    };

    private static Actor Reporter { get; } = Actor.Anonymous with { ReceiptHash = "r" };

    /// <summary>A seat where a post owns it, else the desk of the department.</summary>
    private static Actor Owner(CaseState s) =>
        new("owner", ["Handler"], null, s.OwnerPost is null ? s.OwnerDepartment : null, s.OwnerPost);
}
