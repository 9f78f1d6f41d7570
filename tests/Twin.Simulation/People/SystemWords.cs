using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.Simulation.Ground;

namespace Twin.Simulation.People;

/// <summary>Commands that have no door for a case that is there: of parts and clocks, or by mistake.</summary>
internal static class SystemWords
{
    /// <summary>Facts that start a clock, and its name.</summary>
    private static readonly (string Fact, string Clock)[] Starting =
    [
        ("Reported", "T1"), ("Reported", "T2"), ("Dispatched", "T3"), ("Accepted", "T5"), ("Reassigned", "T5"),
        ("CheckFailed", "T5"), ("CheckPassed", "T7"), ("Handled", "T6"), ("Pended", "PendingReview"),
    ];

    /// <summary>Null for a command that has a door.</summary>
    public static CaseCommand? Of(
        string word, Random dice, Desk.KnownCase known, CaseSight? sight, DateTimeOffset now)
    {
        var part = Part(dice, known, sight);
        return word switch
        {
            "Report" => new CaseCommand.Report(
                CaseSource.App, Home(known), SmallTown.Place(known.Grid), DefaultPlace: false, null, null, null,
                "E0102", Severity.Unset, "", LimitBy.Class, null, null),
            "HandleOnSpot" => new CaseCommand.HandleOnSpot(
                Home(known), SmallTown.Place(known.Grid), null, null, "E0102", "", null, BeforePhoto: true,
                AfterPhoto: true, ""),
            "OpenReview" => new CaseCommand.OpenReview(),
            "AddDuplicate" => new CaseCommand.AddDuplicate(new CaseId($"twin-{dice.Next(20)}")),
            "RemoveDuplicate" => new CaseCommand.RemoveDuplicate(new CaseId($"twin-{dice.Next(20)}")),
            "OpenDispatch" => new CaseCommand.OpenDispatch(),
            "ExpireOffer" => new CaseCommand.ExpireOffer(
                sight?.Tasks.LastOrDefault(task => !task.Over)?.Offer ?? "none"),
            "LapseExtension" => new CaseCommand.LapseExtension(),
            "HandlePart" => new CaseCommand.HandlePart(part),
            "ReturnPart" => new CaseCommand.ReturnPart(part),
            "DropPart" => new CaseCommand.DropPart(part),
            "Rejoin" => new CaseCommand.Rejoin(),
            "OpenCheck" => new CaseCommand.OpenCheck(),
            "LapseCheck" => new CaseCommand.LapseCheck(),
            "Reassign" => new CaseCommand.Reassign(null, new DepartmentId("StreetOffice")),
            "MoveDeadline" => new CaseCommand.MoveDeadline(
                Clock(dice, sight), now.AddMinutes(1 + dice.Next(3_000)), "Mode"),
            "PassDeadline" => new CaseCommand.PassDeadline(Clock(dice, sight), now.AddMinutes(dice.Next(300) - 200)),
            "Archive" => new CaseCommand.Archive(),
            _ => null,
        };
    }

    private static HomeId Home(Desk.KnownCase known) => new(SmallTown.Grids[known.Grid]);

    /// <summary>One of the parts that the case was cut into; nobody's when it was not.</summary>
    public static CaseId Part(Random dice, Desk.KnownCase known, CaseSight? sight)
    {
        var opened = sight?.Steps.LastOrDefault(step => step.Kind == "OneThingOpened").Version ?? 0;
        return opened == 0 || dice.Next(8) == 0
            ? new CaseId("no-part")
            : new CaseId($"{known.Id}.{opened}.{1 + dice.Next(LifeNeeds.PartsMade)}");
    }

    private static ClockId Clock(Random dice, CaseSight? sight)
    {
        var (fact, clock) = Starting[dice.Next(Starting.Length)];
        var started = sight?.Steps.LastOrDefault(step => step.Kind == fact).Version ?? 0;
        return ClockId.Of(clock, started == 0 ? 99 : started);
    }
}
