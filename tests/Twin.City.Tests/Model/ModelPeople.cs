using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Tests.Model;

/// <summary>Who gives a command: mostly somebody who may, often somebody who may not.</summary>
internal sealed class ModelPeople(Random dice, ModelTable table)
{
    public const string Receipt = "receipt";

    public static readonly PostId[] Posts = [Town.NorthSeat, Town.SouthSeat, new("post-third")];

    public static readonly DepartmentId[] Departments =
        [Town.Drainage, new("Parks"), new("StreetOffice"), new("DistrictGovernment"), new("CommandCentre")];

    private static readonly string[] Roles =
    [
        "Reporter", "Resident", "Worker", "GridHead", "Receiver", "SpotChecker", "Filer", "Dispatcher", "ShiftLead",
        "CentreHead", "Handler", "Checker", "Caller", "Supervisor", "LeadOffice", "Ruler", "Mediator", "Leader",
        "Auditor", "System", "Device", "CommunitySecretary", "Integration",
    ];

    public Actor Giver(ModelCase it, string command)
    {
        var who = table.Who[command];
        if (dice.Next(8) == 0) return Any(Roles[dice.Next(Roles.Length)]);
        var role = who[dice.Next(who.Length)];
        var by = Any(role);
        if (role is "Handler" or "Mediator" && dice.Next(6) > 0) return OfOwner(it, by);
        return role is "Checker" or "SpotChecker" && dice.Next(4) > 0 ? OfTask(it, by) : by;
    }

    /// <summary>The gate as commands.csv and roles.csv say it.</summary>
    public bool MayGive(ModelCase it, string command, Actor by) =>
        table.Who[command].Any(role => by.Roles.Contains(role) && IsInScope(it, role, command, by));

    private bool IsInScope(ModelCase it, string role, string command, Actor by)
    {
        if (it.Stage == CaseStage.Absent) return true;
        if (role == "Reporter") return by.ReceiptHash == Receipt;
        var isHandler = role is "Handler" or "Mediator";
        if (role == "Mediator" && it.Row is not { Kind: "Dispute" }) return false;
        if (table.Bound[role] == "none") return true;
        var inArea = by.Home is not { } own || own == Town.Area || own == it.Home;
        if (it.Tasks.Any(task => !task.Over && task.IsFor(by))) return true;
        if (it.OwnerPost is { } post && by.Post == post) return true;
        var isTerritory = by.Department is { } desk && CityTables.DepartmentOf[desk].IsTerritory;
        if (it.OwnerDepartment is { } unit && by.Department == unit && (inArea || !isTerritory)) return true;
        if (!isHandler || !inArea) return inArea;
        return (it.OwnerPost is null && it.OwnerDepartment is null) || command == "Accept";
    }

    private Actor Any(string role) => new(
        "a-1", [role], dice.Next(9) == 0 ? Town.South : Town.Area,
        role == "Handler" && dice.Next(2) == 0 ? Departments[dice.Next(Departments.Length)] : null,
        role is "Worker" or "Handler" or "Checker" or "SpotChecker" ? Posts[dice.Next(Posts.Length)] : null,
        role == "Reporter" && dice.Next(5) > 0 ? Receipt : null);

    private static Actor OfOwner(ModelCase it, Actor by)
    {
        var open = it.Tasks.LastOrDefault(task => task is { Over: false, Kind: TaskKind.Handle });
        return by with
        {
            Home = Town.Area,
            Post = open?.Post ?? it.OwnerPost ?? by.Post,
            Department = open?.Department ?? it.OwnerDepartment,
        };
    }

    private static Actor OfTask(ModelCase it, Actor by) =>
        by with { Post = it.Tasks.LastOrDefault(task => !task.Over && task.Kind == it.Kind)?.Post ?? by.Post };
}
