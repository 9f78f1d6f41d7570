using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway.Hubs;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>roles.csv × doors × fields: everything that is told is listed, and told only to whom it may be.</summary>
public sealed class RightTableTests(ITestOutputHelper output)
{
    /// <summary>Doors whose answer is no JSON of the wire, or that go on for ever; each is tested elsewhere.</summary>
    private static readonly string[] NotJson =
    [
        "GET /health/live", "GET /tiles/{z}/{x}/{y}.mvt", "GET /openapi/v1.json", "GET /api/v1/areas/{id}/frames",
        "GET /api/v1/incidents/{incident}/report.md",
    ];

    [Fact]
    public async Task Every_door_and_every_field_of_answers_and_frames_is_listed()
    {
        await using var city = await TestCity.Start();
        var description = await Description(city);
        var doors = Doors(description).Select(door => door.Name)
            .Append("GET /openapi/v1.json")
            .Concat(typeof(CityHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(method => $"HUB {method.Name}")).ToHashSet();
        var fields = Doors(description).Select(door => door.Answer).OfType<Type>()
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
    public async Task No_role_at_no_place_is_told_more_than_its_row_allows()
    {
        await using var city = await RightCity.Start();
        var (leaks, figures) = await Walk(city, Subjects(city), _ => true);

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
        var (leaks, figures) = await Walk(
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

    private static async Task<(List<string> Leaks, string Figures)> Walk(
        RightCity city, IEnumerable<(string Id, Bound[] Subject)> subjects, Func<string, bool> which)
    {
        var description = await Description(city.City);
        var visits = Doors(description)
            .Where(door => door.Name.StartsWith("GET ", StringComparison.Ordinal) && !NotJson.Contains(door.Name)
                && which(door.Name))
            .SelectMany(door => Samples(city, door.Name).Select(sample => (door, sample))).ToArray();
        var leaks = new Leaks(city.Spots);
        var (asked, refused) = (0, 0);
        foreach (var (id, subject) in subjects)
        {
            using var http = city.As(id, subject);
            foreach (var (door, (path, spot)) in visits)
            {
                asked++;
                using var answer = await http.GetAsync(
                    new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    using var json = JsonDocument.Parse(text);
                    leaks.Look(subject, spot, door.Answer!, json.RootElement, $"{id} {path}");
                    CountTotals(city, subject, path, json.RootElement, leaks);
                }
                else
                {
                    refused++;
                    await SaysNothing(city, subject, http, path, text, leaks);
                }
            }
        }

        return (leaks.Found, $"cells={leaks.Cells} visited={leaks.Visited} asked={asked} refused={refused} "
            + $"leaks={leaks.Found.Count}");
    }

    /// <summary>Counts are of what may be seen.</summary>
    private static void CountTotals(
        RightCity city, Bound[] subject, string path, JsonElement answer, Leaks leaks)
    {
        if (!path.StartsWith("/api/v1/queue", StringComparison.Ordinal))
        {
            return;
        }

        string[] cases = [city.OfSeat, city.OfDepartment, city.OfDispute];
        var expected = cases.Count(one => Oracle.Reaches(subject, city.Spots[one]));
        if (answer.GetProperty("total").GetInt64() != expected)
        {
            leaks.Found.Add($"{path}: counts {answer.GetProperty("total")}, {expected} may be seen by {subject[0]}");
        }
    }

    /// <summary>A case that one may not see is answered in the words of one that does not exist.</summary>
    private static async Task SaysNothing(
        RightCity city, Bound[] subject, HttpClient http, string path, string text, Leaks leaks)
    {
        string[] cases = [city.OfSeat, city.OfDepartment, city.OfDispute];
        if (cases.FirstOrDefault(path.Contains) is not { } hidden || Oracle.Reaches(subject, city.Spots[hidden]))
        {
            return;
        }

        using var none = await http.GetAsync(
            new Uri(path.Replace(hidden, "nosuchcase", StringComparison.Ordinal), UriKind.Relative),
            TestContext.Current.CancellationToken);
        var other = await none.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (text.Replace(hidden, "nosuchcase", StringComparison.Ordinal) != other)
        {
            leaks.Found.Add($"{path}: says {text}, but {other} of a case that is not there, to {subject[0]}");
        }
    }

    private static IEnumerable<(string Path, Spot Spot)> Samples(RightCity city, string door)
    {
        var path = door["GET ".Length..];
        var asker = new Spot(TinyCity.Root, IsAsker: true);
        if (path.Contains("{caseId}", StringComparison.Ordinal))
        {
            var purpose = path.Split('/')[^1] is "words" or "contact" ? "?purpose=test" : "";
            return new[] { city.OfSeat, city.OfDepartment, city.OfDispute }.Select(id =>
                (path.Replace("{caseId}", id, StringComparison.Ordinal) + purpose, city.Spots[id]));
        }

        if (path.Contains("/areas/{id}", StringComparison.Ordinal))
        {
            return new[] { TinyCity.Root, TinyCity.WestCommunity, TinyCity.WestGrid, "g-2", "g-3" }.Select(id =>
                (path.Replace("{id}", id, StringComparison.Ordinal), city.Spots[id]));
        }

        return path switch
        {
            "/api/v1/posts/{id}" => [($"/api/v1/posts/{TinyCity.WestPost}", new Spot(TinyCity.WestGrid))],
            "/api/v1/buildings/{number}" => [("/api/v1/buildings/1", new Spot(TinyCity.WestGrid))],
            "/api/v1/reports/{receipt}" or "/api/v1/cards/{card}" => [],
            "/api/v1/departments/{department}/obligations" =>
                [($"/api/v1/departments/{city.Department}/obligations", asker)],
            "/api/v1/resources/{holder}" => [($"/api/v1/resources/{TinyCity.WestCommunity}", asker)],
            // Those that there are have a test of their own: opening one makes cases, which are counted here.
            "/api/v1/incidents/{incident}" or "/api/v1/incidents/{incident}/report" => [],
            "/api/v1/explain" => [("/api/v1/explain?action=caseText", asker)],
            _ when path.Contains('{', StringComparison.Ordinal) =>
                throw new InvalidOperationException($"{door} has a value without a sample; add one here."),
            _ => [(path, asker)],
        };
    }

    private static async Task<JsonNode> Description(TestCity city) => JsonNode.Parse(await city.Http.GetStringAsync(
        new Uri(city.Url, "/openapi/v1.json"), TestContext.Current.CancellationToken))!;

    /// <summary>The operations of the description, each with the record that it answers.</summary>
    private static IEnumerable<(string Name, Type? Answer)> Doors(JsonNode description) =>
        from path in description["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", AnswerOf(operation.Value!));

    private static Type? AnswerOf(JsonNode operation)
    {
        var schema = operation["responses"]!.AsObject()
            .Where(answer => answer.Key.StartsWith('2'))
            .Select(answer => answer.Value!["content"]?.AsObject().FirstOrDefault().Value?["schema"])
            .FirstOrDefault(found => found is not null);
        var reference = (string?)(schema?["$ref"] ?? schema?["items"]?["$ref"]);
        return reference is null
            ? null
            : typeof(CaseView).Assembly.GetType($"Twin.Contracts.{reference.Split('/')[^1]}", throwOnError: true);
    }

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
