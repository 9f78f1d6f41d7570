using Twin.City;
using Twin.City.Rights;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Desks;

/// <summary>Which cases lie on a desk: of the area, the department, the seat, or the role's own step.</summary>
internal sealed class DeskScope(Caller caller, Places places, Rights rights)
{
    private readonly Actor _by = caller.Actor;

    /// <summary>One desk must be there at all: an area's, a department's, a mediator's or a seat's.</summary>
    public static DeskScope Must(HttpContext context, Places places, Rights rights) => new(
        context.Must(SightPolicy.ReachWords.AsSpan()), places, rights);

    /// <summary>The place that all roles are bound to, or the whole city.</summary>
    public HomeId Home =>
        caller.Bindings.Select(one => one.Home).Distinct().ToArray() is [{ } one] ? one : places.Root;

    /// <summary>The scopes that rows of a queue are seen by.</summary>
    public ScopeSet Scopes { get; } = SightPolicy.Anywhere(caller.Subject).And(SightPolicy.Reach);

    public bool Sees(CaseEntry entry) => rights.Reaches(caller, Rights.ResourceOf(entry));

    /// <summary>Where a filed dispute is says whose it is.</summary>
    public bool SeesPlace(CaseEntry entry) => rights.SeesPlace(caller, Rights.ResourceOf(entry));

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

    private bool IsOwn(PostId? post, DepartmentId? department) =>
        (department is { } unit && unit == _by.Department)
        || (post is { } seat && seat == caller.Post);
}
