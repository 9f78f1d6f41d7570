using System.Net.Http.Json;
using Twin.City;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>Role × scope: no cell of roles.csv turns without being found in answers, rules or the session.</summary>
[Collection(nameof(Alone))]
public sealed class SeesCellTests(ITestOutputHelper output)
{
    /// <summary>Roles in which a scope is tried until one of them is told a field by it.</summary>
    private const int RolesTried = 4;

    private static readonly RoleRow[] Roles = [.. CityTables.Roles.Where(role => role.Role != "System")];

    private static readonly string[] Scopes =
        [.. ScopeSet.Words.Except([ScopeSet.Public, ScopeSet.SignedIn, ScopeSet.Asker])];

    private readonly List<string> _missed = [];
    private int _byFields;
    private int _byRules;
    private int _byListing;

    [Fact]
    public async Task Each_cell_of_role_and_scope_that_is_turned_is_found()
    {
        await using var city = await RightCity.Start();
        using var auditor = city.As("the-auditor", [new Bound("Auditor", null, null)]);
        var visits = await RightWalk.Visits(city, _ => true);
        var clients = Roles.ToDictionary(
            role => role.Role, role => city.As($"sees-{role.Role}", [BoundOf(role, city)]));
        var (opened, closed) = (0, 0);
        foreach (var scope in Scopes)
        {
            var telling = await Telling(city, scope, visits, clients);
            foreach (var role in Roles)
            {
                Assert.True(await IsAsListed(city, auditor, clients[role.Role], role, scope), $"{role.Role} × {scope}");
                var wasOpen = role.Sees.Contains(scope);
                (opened, closed) = wasOpen ? (opened, closed + 1) : (opened + 1, closed);
                TriedCell.TurnSees(role.Role, scope);
                try
                {
                    await Count(city, auditor, clients[role.Role], role, scope, wasOpen ? [] : telling);
                }
                finally
                {
                    TriedCell.Restore();
                }
            }
        }

        output.WriteLine(
            $"cells={Roles.Length * Scopes.Length} opened={opened} closed={closed} "
            + $"caught={(Roles.Length * Scopes.Length) - _missed.Count} byFields={_byFields} byRules={_byRules} "
            + $"byListing={_byListing}");
        Assert.Empty(_missed);
        Assert.True(_byFields > 0 && _byRules > _byFields, "Answers or rules do not show what is opened.");
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>Each way that finds it counts; one is enough.</summary>
    private async Task Count(
        RightCity city, HttpClient auditor, HttpClient client, RoleRow role, string scope, Visit[] telling)
    {
        var byFields = telling.Length > 0 && await Leak(city, client, role, telling) is not null;
        var byRules = !await AgreesWithRules(city, auditor, role, scope);
        var byListing = !await Lists(client, role);
        _byFields += byFields ? 1 : 0;
        _byRules += byRules ? 1 : 0;
        _byListing += byListing ? 1 : 0;
        if (!byFields && !byRules && !byListing)
        {
            _missed.Add($"{role.Role} × {scope}");
        }
    }

    /// <summary>A visit that tells a field to a role that has this scope too much, if an answer has one.</summary>
    private static async Task<Visit[]> Telling(
        RightCity city, string scope, Visit[] visits, Dictionary<string, HttpClient> clients)
    {
        var without = Roles.Where(role => !role.Sees.Contains(scope)).ToList();
        var tried = without.Where(role => role.Sees.Contains("areaCases")).Take(RolesTried / 2)
            .Concat(without.Where(role => !role.Sees.Contains("areaCases")).Take(RolesTried / 2));
        foreach (var role in tried)
        {
            TriedCell.TurnSees(role.Role, scope);
            try
            {
                if (await Leak(city, clients[role.Role], role, visits) is { } visit)
                {
                    return [visit];
                }
            }
            finally
            {
                TriedCell.Restore();
            }
        }

        return [];
    }

    /// <summary>The first visit whose answer has a field too much.</summary>
    private static async Task<Visit?> Leak(RightCity city, HttpClient client, RoleRow role, Visit[] visits)
    {
        foreach (var visit in visits)
        {
            var leaks = new Leaks(city.Spots);
            await RightWalk.Look(city, client, [BoundOf(role, city)], visit, leaks, role.Role);
            if (leaks.Found.Count > 0)
            {
                return visit;
            }
        }

        return null;
    }

    private static async Task<bool> IsAsListed(
        RightCity city, HttpClient auditor, HttpClient client, RoleRow role, string scope) =>
        await Lists(client, role) && await AgreesWithRules(city, auditor, role, scope);

    /// <summary>The session says what the role sees.</summary>
    private static async Task<bool> Lists(HttpClient client, RoleRow role)
    {
        var session = await client.Get<SessionView>("/api/v1/session");
        return session.Roles[0].Sees.ToHashSet().SetEquals(role.Sees);
    }

    /// <summary>What the policy says of each kind of case is what the row says.</summary>
    private static async Task<bool> AgreesWithRules(RightCity city, HttpClient auditor, RoleRow role, string scope)
    {
        if (scope == "ownCases")
        {
            var who = new Subject("somebody", [new RoleBinding(role.Role)], true, ReceiptHash: "shown");
            var own = new Resource(new HomeId(TinyCity.WestGrid), ReceiptHash: "shown");
            return SightPolicy.Explain(who, scope, own, (_, _) => true).Allowed == role.Sees.Contains(scope);
        }

        foreach (var one in new[] { city.OfSeat, city.OfDepartment, city.OfDispute })
        {
            // An auditor whose own role was turned gets no verdict: that shows, too.
            using var answer = await auditor.GetAsync(
                new Uri(
                    $"/api/v1/explain?subject=sees-{role.Role}&resource=case:{one}&action={scope}", UriKind.Relative),
                TestContext.Current.CancellationToken);
            var verdict = !answer.IsSuccessStatusCode ? null
                : await answer.Content.ReadFromJsonAsync<ExplainView>(
                    TestCity.Json, TestContext.Current.CancellationToken);
            if (verdict?.Allowed != Oracle.Sees([BoundOf(role, city)], [scope], city.Spots[one]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>With a department whatever the role is, so that its scopes could hold.</summary>
    private static Bound BoundOf(RoleRow role, RightCity city) => new(role.Role, null, city.Department);
}
