using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Simulation.Ground;

namespace Twin.Simulation.People;

/// <summary>What a command of the whole life needs, for a case as somebody has just seen it.</summary>
internal sealed class LifeNeeds(
    Random dice, Desk desk, Desk.KnownCase known, CaseSight? sight, DateTimeOffset now)
{
    /// <summary>Departments that one thing is cut into.</summary>
    public const int PartsMade = 2;

    private static readonly string[] Causes = ["Engineering", "Season", "Legal", "Funding"];
    private static readonly string[] Bodies = ["Police", "Fire", "Ambulance", "Court", "Arbitration", "Petition"];
    private static readonly string[] Returns = ["MisDispatch", "NotOwnPower", "WrongPlace"];
    private static readonly string[] Climbs = ["Power", "Money", "Technique", "CrossBorder"];
    private static readonly string[] Channels = ["App", "Call", "Message", "Visit", "Letter"];
    private static readonly string[] Whistles = ["Daily", "Key", "Emergency"];
    private static readonly string[] Turned = ["InCourt", "OutsidePower", "Malicious", "EmergencyLine"];
    private static readonly string[] Drains = ["Drainage", "Sanitation", "Enforcement"];

    public CommandRequest Of(string word) => Review(word) ?? Owner(word) ?? Handling(word) ?? End(word) ?? Written;

    private static CommandRequest Written { get; } = new(Text: "已记录");

    private CommandRequest? Review(string word) => word switch
    {
        "File" => new CommandRequest(
            Class: sight?.Class is null || dice.Next(4) == 0 ? One(Wishes.Classes) : null,
            Severity: dice.Next(3) == 0 ? $"S{dice.Next(1, 5)}" : null,
            Home: dice.Next(3) == 0 || IsLost ? SmallTown.Grids[known.Grid] : null),
        "Merge" => new CommandRequest(
            MergeInto: desk.Kin(dice, known) ?? "none",
            Similarity: dice.Next(2) == 0 ? 0.95 : dice.NextDouble(), Confirmed: dice.Next(4) > 0),
        "NotAccept" => Written with { Reason = One(Turned) },
        "Appeal" or "ConfirmSpot" => Placed(Written with { Photo = true }),
        "OrderSpotCheck" => Written with { Post = dice.Next(2) == 0 ? Seat() : null },
        "FindNothing" => Written with { Photo = dice.Next(5) > 0 },
        "ReferOut" => Written with { ReferTo = One(Bodies), Reference = dice.Next(2) == 0 ? "7" : null },
        "ReturnReferral" => Written with { Reference = "7" },
        _ => null,
    };

    private CommandRequest? Owner(string word) => word switch
    {
        "Dispatch" => dice.Next(2) == 0
            ? new CommandRequest(Post: SmallTown.Posts[known.Grid])
            : new CommandRequest(Department: Unit()),
        "RuleOwner" => Written with
        {
            Department = Unit(),
            Part = sight?.Stage == CaseStage.JointHandling ? SystemWords.Part(dice, known, sight).Value : null,
        },
        "Offer" => new CommandRequest(Post: Seat(), Task: (sight?.Stage.TaskOf() ?? TaskKind.Handle).ToString()),
        "Accept" => new CommandRequest(Offer: dice.Next(9) == 0 ? "none" : null),
        "Return" => Written with { Reason = One(Returns) },
        _ => null,
    };

    private CommandRequest? Handling(string word) => word switch
    {
        "Contact" => Written with { Channel = One(Channels) },
        "NoteProgress" => Written with { Step = dice.Next(2) == 0 ? StepName() : null },
        "AskExtension" => Written with
        {
            DueAt = (sight?.DueAt is { } due && due > now ? due : now).AddMinutes(1 + dice.Next(3_000)),
            Interim = dice.Next(6) > 0 ? "围挡" : null,
            Cause = dice.Next(5) == 0 ? "Engineering" : null,
        },
        "GrantExtension" or "Resume" => new CommandRequest(),
        "Pend" => new CommandRequest(
            Cause: One(Causes), ReviewAt: now.AddDays(1 + dice.Next(60)), Interim: dice.Next(6) > 0 ? "围挡" : null),
        "RenewPending" => Written with { ReviewAt = now.AddDays(1 + dice.Next(60)) },
        "OpenOneThing" => new CommandRequest(Departments: Drains[..PartsMade], Department: Drains[0]),
        "Escalate" => Written with { Reason = One(Climbs) },
        "RaiseWhistle" => Written with { Whistle = One(Whistles), Department = Unit() },
        "Handle" => Written with { Photo = dice.Next(8) > 0 },
        _ => null,
    };

    private CommandRequest? End(string word) => word switch
    {
        "PassCheck" => Written with { Photo = true },
        "FailCheck" => Written with { Reason = "NotFixed", Photo = true },
        "FollowUp" => dice.Next(2) == 0
            ? Written with { Channel = "App", Answered = true, Solved = dice.Next(2) == 0, Attitude = dice.Next(1, 6) }
            : Written with { Channel = "Call", Answered = false },
        "Rate" => Written with { Solved = dice.Next(2) == 0, Attitude = dice.Next(1, 6) },
        "ReportAgain" => dice.Next(5) == 0 ? Placed(Written) : Written,
        "Void" => new CommandRequest(Reason: "False", SecondSignature: dice.Next(3) > 0),
        "Correct" => dice.Next(3) switch
        {
            0 => Placed(Written),
            1 => Written with { Severity = $"S{dice.Next(1, 5)}" },
            _ => Written with { Class = One(Wishes.Classes) },
        },
        "Supervise" => new CommandRequest(Supervision: dice.Next(1, 5), Reason: "Order"),
        _ => null,
    };

    /// <summary>Nobody knows the grid of its place.</summary>
    private bool IsLost => sight is null || !SmallTown.Grids.Contains(sight.Home.Value);

    private CommandRequest Placed(CommandRequest request)
    {
        var at = SmallTown.Place(dice.Next(3) == 0 ? dice.Next(SmallTown.Grids.Length) : known.Grid);
        return request with { Lng = at.Lng, Lat = at.Lat };
    }

    /// <summary>Mostly one that may own the class.</summary>
    private string Unit() =>
        CaseClasses.All.Find(sight?.Class) is { Departments: { IsEmpty: false } fit } && dice.Next(5) > 0
            ? fit[dice.Next(fit.Length)].Value
            : One(Drains);

    private string? StepName() => CaseClasses.All.Find(sight?.Class) is { HandleSteps: { IsEmpty: false } steps }
        ? steps[dice.Next(steps.Length)].Name
        : null;

    private string Seat() => SmallTown.Posts[dice.Next(SmallTown.Posts.Length)];

    private string One(string[] of) => of[dice.Next(of.Length)];
}
