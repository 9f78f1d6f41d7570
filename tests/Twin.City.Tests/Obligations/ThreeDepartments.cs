using Twin.City.Cases;
using Twin.City.Obligations;

namespace Twin.City.Tests.Obligations;

/// <summary>A case that three departments owe, and the people around it; in the working time of Shanghai.</summary>
internal static class ThreeDepartments
{
    public static readonly DepartmentId Enforcement = new("Enforcement");
    public static readonly DepartmentId Planning = new("Planning");
    public static readonly DepartmentId Silent = new("WaterGroup");

    public static readonly CaseRules Rules =
        Town.Rules with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") };

    public static readonly Actor Street = new("a-street", ["StreetOffice"], Town.Area);
    public static readonly Actor Community = new("a-community", ["CommunitySecretary"], Town.Area);
    public static readonly Actor Head = new("a-head", ["GridHead"], Town.North);
    public static readonly Actor Supervisor = new("a-supervisor", ["Supervisor"], Town.Area);

    /// <summary>Friday, 12 June 2026, 09:00: a week before the Dragon Boat holiday.</summary>
    public static readonly DateTimeOffset Friday = Local(12, 9);

    /// <summary>An hour of June 2026 in the city.</summary>
    public static DateTimeOffset Local(int day, int hour) => new(2026, 6, day, hour, 0, 0, TimeSpan.FromHours(8));

    public static Actor Desk(DepartmentId department) =>
        new($"a-{department}", ["Handler"], Department: department);

    public static CaseCommand.RaiseWhistle Whistle(
        DepartmentId department, WhistleKind kind = WhistleKind.Daily) => new(kind, department, Town.Text);

    /// <summary>An unauthorised building in the hands of its grid.</summary>
    public static ClockedWalk Handled(CaseRules? rules = null) => new ClockedWalk(rules ?? Rules).StartAt(Friday)
        .Do(Town.Flood with { Class = "E0101" }, Actor.Anonymous)
        .Do(new CaseCommand.Accept(null), Town.NorthWorker);

    /// <summary>All three are called at once by the street: it need not ask itself.</summary>
    public static ClockedWalk Called() => Handled()
        .Do(Whistle(Enforcement), Street).Do(Whistle(Planning), Street).Do(Whistle(Silent), Street);

    /// <param name="arrives">Parts of one thing have no arrival.</param>
    public static ClockedWalk Work(this ClockedWalk walk, DepartmentId department, bool arrives = true)
    {
        walk.Do(walk.IdOf(department), new ObligationCommand.Accept(), Desk(department));
        return arrives
            ? walk.Do(walk.IdOf(department), new ObligationCommand.Arrive(), Desk(department))
            : walk;
    }

    public static ClockedWalk Finish(this ClockedWalk walk, DepartmentId department) => walk
        .Do(walk.IdOf(department), new ObligationCommand.GiveResult(Town.Text), Desk(department))
        .Do(walk.IdOf(department), new ObligationCommand.SignOff(), Desk(department));
}
