using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>One command before its decision: what guards may look at.</summary>
public sealed record CaseAsk(CaseState State, CaseOrder Order, DateTimeOffset Now, CaseRules Rules)
{
    public CaseCommand Command => Order.Command;

    public Actor By => Order.By;

    /// <summary>The source itself continues its older record: its word stands for photo, unit and place.</summary>
    public bool IsHistory => State.IsHistory && By.Roles.Contains("Integration");

    /// <summary>Class after this command: Report proposes it, File may set it.</summary>
    public string? ClassCode => Command switch
    {
        CaseCommand.Report e => e.Class,
        CaseCommand.File { Class: { } code } => code,
        CaseCommand.HandleOnSpot e => e.Class,
        _ => State.Class,
    };

    /// <summary>With the rules that held when the matter was reported: what changed since is for later ones.</summary>
    public CaseClass? Class => Rules.Classes.Find(ClassCode, State.Stage == CaseStage.Absent ? Now : State.ReportedAt);

    /// <summary>Severity after this command; what nobody set is the class's own.</summary>
    public Severity Severity => Command is CaseCommand.File { Severity: not Severity.Unset and var given } ? given
        : Command is CaseCommand.Correct { Severity: not Severity.Unset and var corrected } ? corrected
        : State.Severity != Severity.Unset ? State.Severity : Class?.Severity ?? Severity.Unset;

    /// <summary>The reporter can be asked back, now or after this report.</summary>
    public bool Reachable => Command is CaseCommand.Report e ? e.Relay is not null : State.ReporterReachable;

    /// <summary>How high its owner stands, or the level that it was escalated to.</summary>
    public CaseLevel Level => LevelOf(State);

    internal static CaseLevel LevelOf(CaseState state) => state.OwnerDepartment is { } department
        && CityTables.DepartmentOf.TryGetValue(department, out var row)
        && Enum.TryParse<CaseLevel>(row.Level, out var level) && level > state.Level
        ? level
        : state.Level;

    /// <summary>Home after this command: File may set it.</summary>
    public HomeId Home => Command is CaseCommand.File { Home: { } home } ? home : State.Home;

    /// <summary>Facts count on from here.</summary>
    public long NextVersion => State.Version + 1;

    /// <summary>Id of an offer that rides on the next fact: the same for the same past.</summary>
    public string NextOffer => $"{State.Id.Value}.{NextVersion}";

    /// <summary>The open offer that an Accept means; null when none is for the actor.</summary>
    public CaseOffer? OpenOffer()
    {
        if (State.Stage.TaskOf() is not { } kind || !MayTake(kind)) return null;
        var wanted = (Command as CaseCommand.Accept)?.OfferId;
        foreach (var offer in State.Offers)
        {
            var fits = offer.IsOpen && offer.Kind == kind && (wanted is null || offer.Offer == wanted);
            if (fits && (IsHistory || offer.IsFor(By))) return offer;
        }
        return null;
    }

    private bool MayTake(TaskKind kind) => kind switch
    {
        TaskKind.Check => By.Roles.Contains("Checker"),
        TaskKind.SpotCheck => By.Roles.Contains("SpotChecker"),
        _ => By.Roles.Contains("Handler") || By.Roles.Contains("Mediator"),
    };
}
