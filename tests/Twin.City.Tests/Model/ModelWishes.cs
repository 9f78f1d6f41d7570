using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.Geo;

namespace Twin.City.Tests.Model;

/// <summary>Draws commands of every word; their fields could be meant, but need not be enough.</summary>
internal sealed class ModelWishes(Random dice)
{
    private static readonly string[] Classes = ["E0406", "E0102", "E0401", "X-FIRE", "D-01"];
    private static readonly CaseSource[] Sources =
        [CaseSource.App, CaseSource.Hotline, CaseSource.Sensor, CaseSource.GridWorker, CaseSource.Police];

    public CaseCommand Wish(string word, ModelCase it, DateTimeOffset now) =>
        Review(word, it) ?? Owner(word, it) ?? Handling(word, it, now) ?? End(word, it, now)
        ?? throw new InvalidOperationException($"The model does not know how to wish for {word}.");

    public bool Chance(int outOf) => dice.Next(outOf) == 0;

    private CaseCommand? Review(string word, ModelCase it) => word switch
    {
        "Report" => Town.Flood with
        {
            Home = dice.Next(4) == 0 ? Town.Area : Home(),
            At = Chance(3) ? null : Spot(),
            DefaultPlace = Chance(6),
            Words = Chance(3) ? null : Town.Text,
            Class = Chance(4) ? null : Class(),
            Source = One(Sources),
            Severity = Chance(2) ? Severity.Unset : Grade(),
            LifeDanger = Chance(4),
            Relay = Chance(2) ? "relay" : null,
            ReceiptHash = ModelPeople.Receipt,
        },
        "HandleOnSpot" => new CaseCommand.HandleOnSpot(
            Home(), Spot(), null, null, Chance(3) ? Class() : "E0102", "no-1", Town.Text, !Chance(5), !Chance(5),
            ModelPeople.Receipt),
        "OpenReview" => new CaseCommand.OpenReview(),
        "Merge" => new CaseCommand.Merge(
            new CaseKin(new CaseId("parent"), !Chance(5), it.Class ?? "E0406", Spot(), null, null,
                it.ReportedAt.AddHours(dice.Next(40) - 20)),
            dice.NextDouble(), !Chance(3)),
        "Unmerge" => new CaseCommand.Unmerge(Words()),
        "AddDuplicate" => new CaseCommand.AddDuplicate(new CaseId($"twin-{dice.Next(40)}")),
        "RemoveDuplicate" => new CaseCommand.RemoveDuplicate(new CaseId($"twin-{dice.Next(40)}")),
        "NotAccept" => new CaseCommand.NotAccept(Chance(5) ? null : "Malicious", Words()),
        "Appeal" => new CaseCommand.Appeal(Words(), Place()),
        "OrderSpotCheck" => new CaseCommand.OrderSpotCheck(Chance(2) ? null : Post(), Words()),
        "ConfirmSpot" => new CaseCommand.ConfirmSpot(Words(), Chance(2), Place()),
        "FindNothing" => new CaseCommand.FindNothing(Words(), !Chance(4)),
        "File" => new CaseCommand.File(
            Chance(2) ? Class() : null, Chance(2) ? Grade() : Severity.Unset, Chance(2) ? Home() : null, "no-1"),
        "OpenDispatch" => new CaseCommand.OpenDispatch(),
        "ReferOut" => new CaseCommand.ReferOut("Court", Chance(2) ? null : "7", Words()),
        "ReturnReferral" => new CaseCommand.ReturnReferral("7", Words()),
        _ => null,
    };

    private CaseCommand? Owner(string word, ModelCase it) => word switch
    {
        "Dispatch" => Chance(2) ? new CaseCommand.Dispatch(Post(), null) : new CaseCommand.Dispatch(null, Department()),
        "DisputeOwnership" => new CaseCommand.DisputeOwnership(Words()),
        "RuleOwner" => new CaseCommand.RuleOwner(Chance(2) ? Post() : null, Department(), Town.Text, Part(it)),
        "Offer" => new CaseCommand.Offer(OtherPost(it), it.Kind ?? TaskKind.Handle),
        "ExpireOffer" => new CaseCommand.ExpireOffer(
            it.Tasks.Count > 0 && !Chance(5) ? it.Tasks[^1].Offer : "none"),
        "Accept" => new CaseCommand.Accept(
            Chance(2) ? null : it.Tasks.Count > 0 && !Chance(6) ? it.Tasks[^1].Offer : "none"),
        "Return" => new CaseCommand.Return("NotOwnPower", Words()),
        "Recall" => new CaseCommand.Recall(Words()),
        "Reassign" => new CaseCommand.Reassign(Post(), null),
        _ => null,
    };

    private CaseCommand? Handling(string word, ModelCase it, DateTimeOffset now) => word switch
    {
        "Contact" => new CaseCommand.Contact(Channel.Call, Words()),
        "Arrive" => new CaseCommand.Arrive(),
        "NoteProgress" => new CaseCommand.NoteProgress(
            it.Row is { } row && Chance(2) ? row.HandleSteps[0].Name : null, Town.Text),
        "AskExtension" => new CaseCommand.AskExtension(
            Later(it, now), Words(), Chance(4) ? null : Town.Text, Engineering: Chance(4)),
        "GrantExtension" => new CaseCommand.GrantExtension(Chance(2) ? null : Later(it, now)),
        "DenyExtension" => new CaseCommand.DenyExtension(Words()),
        "LapseExtension" => new CaseCommand.LapseExtension(),
        "Pend" => new CaseCommand.Pend(
            Chance(5) ? "Rain" : "Season", Chance(5) ? null : now.AddDays(1 + dice.Next(60)), Words()),
        "RenewPending" => new CaseCommand.RenewPending(now.AddDays(1 + dice.Next(60)), Words()),
        "Resume" => new CaseCommand.Resume(),
        "OpenOneThing" => new CaseCommand.OpenOneThing(
            Chance(2) ? null : "MUCK", Chance(3) ? new(Department()) : new(Town.Drainage, Department()), null),
        "HandlePart" => new CaseCommand.HandlePart(Part(it)),
        "ReturnPart" => new CaseCommand.ReturnPart(Part(it)),
        "DropPart" => new CaseCommand.DropPart(Part(it)),
        "Rejoin" => new CaseCommand.Rejoin(),
        "Escalate" => new CaseCommand.Escalate(Chance(5) ? null : "Money", Words()),
        "RaiseWhistle" => new CaseCommand.RaiseWhistle(WhistleKind.Key, Department(), Words()),
        "Handle" => new CaseCommand.Handle(Words(), !Chance(4)),
        _ => null,
    };

    private CaseCommand? End(string word, ModelCase it, DateTimeOffset now) => word switch
    {
        "OpenCheck" => new CaseCommand.OpenCheck(),
        "Object" => new CaseCommand.Object(Words()),
        "PassCheck" => new CaseCommand.PassCheck(Words(), Chance(2)),
        "FailCheck" => new CaseCommand.FailCheck(Chance(5) ? null : "NotFixed", Words(), Chance(2)),
        "LapseCheck" => new CaseCommand.LapseCheck(),
        "FollowUp" => Chance(2)
            ? new CaseCommand.FollowUp(Channel.App, true, Chance(2), 3, Words())
            : new CaseCommand.FollowUp(Channel.Call, false, null, null, Words()),
        "Rate" => new CaseCommand.Rate(Chance(2), 4, Words()),
        "ReportAgain" => new CaseCommand.ReportAgain(
            Words(), Chance(4) ? Class() : null, Chance(3) ? Place() : null),
        "CloseByFinding" => new CaseCommand.CloseByFinding(Words()),
        "Close" => new CaseCommand.Close(),
        "Withdraw" => new CaseCommand.Withdraw(Words()),
        "Unfollow" => new CaseCommand.Unfollow(),
        "Void" => new CaseCommand.Void(Chance(5) ? null : "Test", !Chance(4)),
        "Correct" => new CaseCommand.Correct(
            Class(), Chance(2) ? Severity.Unset : Grade(), Chance(3) ? Place() : null, Words()),
        "Supervise" => new CaseCommand.Supervise(1 + dice.Next(4), Chance(5) ? null : "Order"),
        "SendLeaderNotice" => new CaseCommand.SendLeaderNotice(Town.Text),
        "MoveDeadline" => new CaseCommand.MoveDeadline(
            Clock(it).Id, Clock(it).DueAt.AddHours(dice.Next(90) - 20), Chance(2) ? "Mode" : "Calendar"),
        "PassDeadline" => new CaseCommand.PassDeadline(Clock(it).Id, Clock(it).DueAt.AddMinutes(Chance(6) ? 1 : 0)),
        "Archive" => new CaseCommand.Archive(),
        "ReopenByOrder" => new CaseCommand.ReopenByOrder(Words()),
        _ => null,
    };

    private DateTimeOffset Later(ModelCase it, DateTimeOffset now)
    {
        var from = it.Clocks.GetValueOrDefault("T5") is { } clock && clock.DueAt > now ? clock.DueAt : now;
        return from.AddHours(1 + dice.Next(Chance(2) ? 3 : 900));
    }

    private static ModelClock Clock(ModelCase it)
    {
        // The same clock twice in one wish: drawn once, by the number of steps.
        var all = it.Clocks.OrderBy(clock => clock.Key, StringComparer.Ordinal).Select(clock => clock.Value).ToList();
        return all.Count == 0
            ? new ModelClock(new ClockId("T1/999"), default, Town.Morning, Passed: false)
            : all[(int)(it.Version % all.Count)];
    }

    private PostId OtherPost(ModelCase it)
    {
        var others = ModelPeople.Posts.Where(post => it.Kind != TaskKind.Check || post != it.HandledByPost).ToList();
        return others[dice.Next(others.Count)];
    }

    private CaseId Part(ModelCase it) =>
        it.Parts.Count > 0 && !Chance(6) ? it.Parts.Keys.ElementAt(dice.Next(it.Parts.Count)) : new CaseId("no-part");

    private Words? Words() => Chance(5) ? null : Town.Text;

    private CaseSpot? Place() => Chance(3) ? null : new CaseSpot(Home(), Spot(), null, null);

    private LngLat Spot() => new(120.1 + (dice.Next(4) * 0.0002), 29.7);

    private HomeId Home() => Chance(4) ? Town.South : Town.North;

    private string Class() => One(Classes);

    private Severity Grade() => (Severity)(1 + dice.Next(4));

    private PostId Post() => One(ModelPeople.Posts);

    private DepartmentId Department() => One(ModelPeople.Departments);

    private T One<T>(T[] of) => of[dice.Next(of.Length)];
}
