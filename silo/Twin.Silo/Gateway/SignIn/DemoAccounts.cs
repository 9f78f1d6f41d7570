using System.Collections.Immutable;
using Twin.City;
using Twin.City.Rights;
using Twin.Geo.Reference;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Accounts for trying the demo city: the development ones, and some bound to a part of it.</summary>
internal static class DemoAccounts
{
    /// <summary>The secret of every demo account; it is no secret, the sign-in page offers it.</summary>
    public const string Secret = "demo";

    /// <summary>Deterministic: the first street of the city, its first community and the first grid of that.</summary>
    public static ImmutableArray<Account> Of(ReferenceCity city)
    {
        var street = city.Areas.FirstOrDefault(area => area.Level == AreaLevel.Street);
        var community = city.Areas.FirstOrDefault(area =>
            area.Level == AreaLevel.Community && (street is null || area.ParentId == street.Id));
        var grid = city.Grids.FirstOrDefault(one => community is null || one.ParentId == community.Id);
        return
        [
            .. Accounts.All,
            .. CityWide(),
            .. Bound("street", "街镇社会治理办", "Street office", "StreetOffice", street?.Id, "StreetOffice"),
            .. Bound("community", "社区书记", "Community secretary", "CommunitySecretary", community?.Id, "Community"),
            .. Bound("grid-head", "网格长", "Grid head", "GridHead", grid?.Id, "Grid"),
            .. Bound("resident", "居民", "Resident", "Resident", community?.Id, null),
        ];
    }

    private static IEnumerable<Account> CityWide() =>
    [
        Account.Of("checker", "核查员", "Checker", ["Checker", "SpotChecker"]),
        Account.Of("caller", "回访员", "Caller", ["Caller"]),
        Account.Of("supervisor", "督办员", "Supervisor", ["Supervisor"]),
        Account.Of("lead-office", "包案领导单位", "Lead office", ["LeadOffice"]),
        Account.Of("ruler", "权属裁定", "Ruler of ownership", ["Ruler"]),
        Account.Of("mediator", "调解员", "Mediator", ["Mediator"], department: new DepartmentId("Mediation")),
    ];

    /// <summary>Whoever answers for a part of the city also handles what is dispatched to it.</summary>
    private static IEnumerable<Account> Bound(
        string id, string zh, string en, string role, string? home, string? department)
    {
        if (home is null)
        {
            yield break;
        }

        var place = new HomeId(home);
        yield return new Account(id, zh, en, department is null
            ? [new RoleBinding(role, place)]
            :
            [
                new RoleBinding(role, place, new DepartmentId(department)),
                new RoleBinding("Handler", place, new DepartmentId(department)),
            ]);
    }
}
