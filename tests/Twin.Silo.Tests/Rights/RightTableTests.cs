using System.Reflection;
using System.Text.Json;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.Hubs;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>roles.csv × doors × fields: everything that is told is listed, and told only to whom it may be.</summary>
public sealed class RightTableTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_door_and_every_field_of_answers_and_frames_is_listed()
    {
        await using var city = await TestCity.Start();
        var description = await RightWalk.Description(city);
        var doors = RightWalk.Doors(description).Select(door => door.Name)
            .Append("GET /openapi/v1.json")
            .Concat(typeof(CityHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(method => $"HUB {method.Name}")).ToHashSet();
        var fields = RightWalk.Doors(description).Select(door => door.Answer).OfType<Type>()
            .Concat([typeof(FrameView), typeof(PostFrameView), typeof(ProblemView), typeof(SessionView)])
            .Aggregate(new HashSet<Type>(), Closure)
            .SelectMany(type => FieldsOf(type).Select(field => (type.Name, field))).ToHashSet();

        output.WriteLine($"doors={doors.Count} fields={fields.Count}");
        Assert.Empty(doors.Except(RightTables.Doors.Select(row => row.Door)));
        Assert.Empty(RightTables.Doors.Select(row => row.Door).Except(doors));
        Assert.Empty(fields.Except(RightTables.Fields.Select(row => (row.View, row.Field))));
        Assert.Empty(RightTables.Fields.Select(row => (row.View, row.Field)).Except(fields));
    }

    [Fact]
    public void What_is_not_listed_is_written_to_nobody()
    {
        var mask = new FieldMask(new SiloOptions { DataFolder = "none" });
        var all = ScopeSet.Of(ScopeSet.Words);

        Assert.True(mask.Shows(typeof(CaseView), "stage", all));
        Assert.False(mask.Shows(typeof(CaseView), "notYetListed", all));
        // A record of the wire that no answer has is listed nowhere.
        var unlisted = mask.Of(WireJson.Relaxed.CommandRequest, all);
        Assert.Equal("{}", JsonSerializer.Serialize(new CommandRequest(CommandId: "x"), unlisted));
    }

    [Fact]
    public async Task No_role_at_no_place_is_told_more_than_its_row_allows()
    {
        await using var city = await RightCity.Start();
        var (leaks, figures) = await RightWalk.Walk(city, Subjects(city), _ => true);

        output.WriteLine(figures);
        output.WriteLine(string.Join('\n', leaks.Take(200)));
        Assert.Empty(leaks);
    }

    [Theory]
    [InlineData("BoardView.overdue")]
    [InlineData("BuildingView.openCases")]
    [InlineData("PostView.onDuty")]
    [InlineData("AreaPastView.by")]
    public async Task A_field_that_is_opened_to_all_is_found(string cell)
    {
        await using var city = await RightCity.Start(options => options with { OpenField = cell });
        using var planner = await city.City.As("planner");
        var renamed = new AreaCommandRequest(Name: "新名");
        await planner.Give<AreaCommandRequest, AreaChangeView>("areas/g-2/recode", renamed);
        var (leaks, figures) = await RightWalk.Walk(
            city, Subjects(city).Where(one => one.Subject[0].Home is null),
            door => door is "GET /api/v1/areas/{id}/board" or "GET /api/v1/boards" or "GET /api/v1/posts"
                or "GET /api/v1/buildings/{number}" or "GET /api/v1/areas/{id}/history");

        output.WriteLine($"opened={cell} leaks={leaks.Count} {figures}");
        Assert.Contains(leaks, leak => leak.Contains($": {cell} ", StringComparison.Ordinal));
    }

    /// <summary>Each role for the whole city, where the cases are, and elsewhere.</summary>
    private static IEnumerable<(string Id, Bound[] Subject)> Subjects(RightCity city) =>
        from role in CityTables.Roles
        where role.Role != "System"
        from home in new[] { null, TinyCity.WestCommunity, TinyCity.EastCommunity }
        let unit = role.BoundTo != RoleBound.Department ? null
            : home == TinyCity.EastCommunity ? "Power" : city.Department
        select ($"{role.Role}-{home ?? "all"}", new[] { new Bound(role.Role, home, unit) });

    private static HashSet<Type> Closure(HashSet<Type> known, Type type)
    {
        var inner = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        if (inner.Namespace == "Twin.Contracts" && known.Add(inner))
        {
            foreach (var property in inner.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Closure(known, property.PropertyType);
            }
        }

        return known;
    }

    private static IEnumerable<string> FieldsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}
