using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>The development accounts. A city's own sign-in takes their place later.</summary>
internal static class Accounts
{
    private static readonly ImmutableArray<string> PostRoles = ["Worker", "Handler", "Checker", "SpotChecker"];

    public static ImmutableArray<Account> All { get; } =
    [
        Account.Of("cockpit", "驾驶舱", "Cockpit viewer", ["Leader", "Analyst"]),
        Account.Of("receiver", "受理员", "Receiver", ["Receiver"]),
        Account.Of("filer", "立案员", "Filer", ["Filer"]),
        Account.Of("dispatcher", "派遣员", "Dispatcher", ["Dispatcher"]),
        Account.Of("lead", "值班长", "Shift lead", ["ShiftLead"]),
        Account.Of("head", "中心负责人", "Head of the centre", ["CentreHead"]),
        Handler("handler-enforcement", "综合行政执法局", "Enforcement bureau", "Enforcement"),
        Handler("handler-sanitation", "环境卫生", "Sanitation", "Sanitation"),
        Handler("handler-drainage", "排水", "Drainage", "Drainage"),
        Handler("handler-construction", "住建", "Construction", "Construction"),
        Handler("handler-power", "供电公司", "Power company", "Power"),
        Handler("handler-fire", "消防救援", "Fire and rescue", "Fire"),
        Account.Of("worker-1", "网格员一", "Worker 1", PostRoles),
        Account.Of("worker-2", "网格员二", "Worker 2", PostRoles),
        Account.Of("replay", "记录回放", "Replay of records", ["Integration", "Filer", "Dispatcher", "Handler", "Checker"],
            anySeat: true),
        Account.Of("planner", "预案与区划管理员", "Keeper of plans and map", ["Planner"]),
        Account.Of("auditor", "审计员", "Auditor", ["Auditor"]),
    ];

    private static readonly FrozenDictionary<string, Account> ById =
        All.ToFrozenDictionary(account => account.Id, StringComparer.Ordinal);

    public static Account? Find(string id) => ById.GetValueOrDefault(id);

    private static Account Handler(string id, string zh, string en, string department) =>
        Account.Of(id, zh, en, ["Handler"], department: new DepartmentId(department));
}
