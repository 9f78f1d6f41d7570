using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Desks;

/// <summary>Which cases lie on a desk: of the area, the department, the seat, or the role's own step.</summary>
internal sealed class DeskScope(Caller caller, Places places)
{
    private readonly Actor _by = caller.Actor;
    private readonly bool _area = caller.Sees("areaCases");
    private readonly bool _department = caller.Sees("departmentCases");
    private readonly bool _disputes = caller.Sees("sealedDisputes");
    private readonly bool _tasks = caller.Sees("ownTasks");

    /// <summary>One desk must be there at all: an area's, a department's, a mediator's or a seat's.</summary>
    public static DeskScope Must(HttpContext context, Places places) => new(
        context.Must("areaCases", "departmentCases", "sealedDisputes", "ownTasks"), places);

    public HomeId Home => _by.Home ?? places.Root;

    public bool Sees(CaseEntry entry) => Sees(
        entry.Home, entry.Owner.Post, entry.Owner.Department, entry.Class, entry.Stage);

    public bool Sees(CaseSight sight) =>
        Sees(sight.Home, sight.Post, sight.Department, sight.Class, sight.Stage)
        || (_tasks && caller.Post is { } seat && sight.Tasks.Any(task => task.Post == seat));

    /// <summary>It waits for one of the caller's roles, and the caller's unit may act on it.</summary>
    public bool IsMine(CaseEntry entry)
    {
        foreach (var role in caller.Roles)
        {
            if (!DeskStages.Of(role).Contains(entry.Stage)) continue;
            var byOwner = role is "Handler" or "Mediator";
            if (!byOwner || IsOwn(entry.Owner.Post, entry.Owner.Department)) return true;
        }

        return false;
    }

    private bool Sees(HomeId home, PostId? post, DepartmentId? department, string? code, CaseStage stage)
    {
        if (!places.Covers(Home, home))
        {
            return false;
        }

        if (_area || ((_department || _tasks || _disputes) && IsOwn(post, department)))
        {
            return true;
        }

        // Disputes are for mediators; whoever checks or follows up has the cases of that step.
        return (_disputes && CaseClasses.All.Find(code) is { Kind: "Dispute" })
            || (_tasks && HasStepOf(stage));
    }

    private bool HasStepOf(CaseStage stage)
    {
        foreach (var role in caller.Roles)
        {
            if (role is "Checker" or "SpotChecker" or "Caller" && DeskStages.Of(role).Contains(stage)) return true;
        }

        return false;
    }

    private bool IsOwn(PostId? post, DepartmentId? department) =>
        (department is { } unit && unit == _by.Department)
        || (post is { } seat && seat == caller.Post);
}
