using System.Collections.Immutable;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>A small city with one case of each kind, and accounts for whatever subject is asked.</summary>
internal sealed class RightCity : IAsyncDisposable
{
    /// <summary>Nobody owns it but the grid's seat.</summary>
    public required string OfSeat { get; init; }

    /// <summary>A department owns it.</summary>
    public required string OfDepartment { get; init; }

    /// <summary>A filed dispute.</summary>
    public required string OfDispute { get; init; }

    public required TestCity City { get; init; }

    public required string Receipt { get; init; }

    public required string Department { get; init; }

    /// <summary>What each thing of the city is about, by its id.</summary>
    public required IReadOnlyDictionary<string, Spot> Spots { get; init; }

    public static async Task<RightCity> Start(Func<SiloOptions, SiloOptions>? with = null)
    {
        var city = await TestCity.Start(with);
        using var dispatcher = await city.As("dispatcher");
        var seat = await city.Report(0, text: "路灯不亮");
        var ofUnit = CityTables.Classes.First(row => row.Severity is Severity.S4 && !row.Hazard
            && row.Departments.Any(unit => !CityTables.DepartmentOf[unit].IsTerritory));
        var unit = ofUnit.Departments.First(one => !CityTables.DepartmentOf[one].IsTerritory).Value;
        var owned = await city.Report(0, text: "管道漏水", code: ofUnit.Code);
        await dispatcher.Command(owned.CaseId, "recall", new CommandRequest(Text: "转部门"));
        await dispatcher.Command(owned.CaseId, "dispatch", new CommandRequest(Department: unit));
        var dispute = await city.Report(0, text: "邻里争吵", code: "D-01");
        await city.Services.Settle();
        var homes = new[] { TinyCity.Root, TinyCity.WestCommunity, TinyCity.EastCommunity, "g-1", "g-2", "g-3", "g-4" };
        var spots = homes.ToDictionary(home => home, home => new Spot(home));
        foreach (var grid in Enumerable.Range(1, 4))
        {
            spots[$"g-{grid}-1"] = spots[$"g-{grid}-2"] = new Spot($"g-{grid}");
        }

        spots[seat.CaseId] = new Spot(TinyCity.WestGrid);
        spots[owned.CaseId] = new Spot(TinyCity.WestGrid, unit);
        spots[dispute.CaseId] = new Spot(TinyCity.WestGrid, Sealed: true);
        return new RightCity
        {
            City = city,
            OfSeat = seat.CaseId,
            OfDepartment = owned.CaseId,
            OfDispute = dispute.CaseId,
            Receipt = seat.Receipt,
            Department = unit,
            Spots = spots,
        };
    }

    public string Token(string id, IReadOnlyList<Bound> subject) => Token(City, id, subject);

    /// <summary>A client of an account with these roles; paths begin at the interface's base.</summary>
    public static HttpClient With(TestCity city, string id, IReadOnlyList<Bound> subject)
    {
        var http = new HttpClient { BaseAddress = city.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(city, id, subject));
        return http;
    }

    private static string Token(TestCity city, string id, IReadOnlyList<Bound> subject)
    {
        ImmutableArray<RoleBinding> bindings =
        [
            .. subject.Select(one => new RoleBinding(
                one.Role, one.Home is { } home ? new HomeId(home) : null,
                one.Department is { } unit ? new DepartmentId(unit) : null)),
        ];
        city.Services.GetRequiredService<AccountBook>().Put(new Account(id, id, id, bindings), secret: null);
        return city.Services.GetRequiredService<Tokens>().Issue(id, null).Token;
    }

    public HttpClient As(string id, IReadOnlyList<Bound> subject)
    {
        var http = new HttpClient { BaseAddress = City.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(id, subject));
        return http;
    }

    public ValueTask DisposeAsync() => City.DisposeAsync();
}
