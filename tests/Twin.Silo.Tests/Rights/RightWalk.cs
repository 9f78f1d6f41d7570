using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>One question of a walk: a door, with ids that exist.</summary>
internal sealed record Visit(string Door, Type Answer, string Path, Spot Spot);

/// <summary>Goes through every door that answers, as somebody, and looks for what is told too much.</summary>
internal static class RightWalk
{
    /// <summary>Doors whose answer is no JSON of the wire, or that go on for ever; each is tested elsewhere.</summary>
    private static readonly string[] NotJson =
    [
        "GET /health/live", "GET /tiles/{z}/{x}/{y}.mvt", "GET /openapi/v1.json", "GET /api/v1/areas/{id}/frames",
        "GET /api/v1/incidents/{incident}/report.md",
    ];

    public static async Task<(List<string> Leaks, string Figures)> Walk(
        RightCity city, IEnumerable<(string Id, Bound[] Subject)> subjects, Func<string, bool> which)
    {
        var visits = await Visits(city, which);
        var leaks = new Leaks(city.Spots);
        var (asked, refused) = (0, 0);
        foreach (var (id, subject) in subjects)
        {
            using var http = city.As(id, subject);
            foreach (var visit in visits)
            {
                asked++;
                refused += await Look(city, http, subject, visit, leaks, id) ? 0 : 1;
            }
        }

        return (leaks.Found, $"cells={leaks.Cells} visited={leaks.Visited} asked={asked} refused={refused} "
            + $"leaks={leaks.Found.Count}");
    }

    /// <summary>Every door that answers JSON, for each thing that it can be asked about.</summary>
    public static async Task<Visit[]> Visits(RightCity city, Func<string, bool> which) =>
    [
        .. Doors(await Description(city.City))
            .Where(door => door.Name.StartsWith("GET ", StringComparison.Ordinal) && !NotJson.Contains(door.Name)
                && which(door.Name))
            .SelectMany(door => Samples(city, door.Name).Select(
                sample => new Visit(door.Name, door.Answer!, sample.Path, sample.Spot))),
    ];

    /// <returns>False when it was refused.</returns>
    public static async Task<bool> Look(
        RightCity city, HttpClient http, Bound[] subject, Visit visit, Leaks leaks, string id)
    {
        using var answer = await http.GetAsync(
            new Uri(visit.Path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            await SaysNothing(city, subject, http, visit.Path, text, leaks);
            return false;
        }

        using var json = JsonDocument.Parse(text);
        leaks.Look(subject, visit.Spot, visit.Answer, json.RootElement, $"{id} {visit.Path}");
        CountTotals(city, subject, visit.Path, json.RootElement, leaks);
        return true;
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
    public static async Task SaysNothing(
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
            var areas = new[] { TinyCity.Root, TinyCity.WestCommunity, TinyCity.WestGrid, "g-2", "g-3" }.Select(id => (
                Path: path.Replace("{id}", id, StringComparison.Ordinal)
                    .Replace("{code}", "M03", StringComparison.Ordinal),
                Spot: city.Spots[id])).ToArray();
            var ofUnit = areas.Select(one => (
                $"{one.Path}?department={city.Department}", one.Spot with { Department = city.Department }));
            return path.Contains("/metrics", StringComparison.Ordinal) ? areas.Concat(ofUnit) : areas;
        }

        return path switch
        {
            "/api/v1/posts/{id}" => [($"/api/v1/posts/{TinyCity.WestPost}", new Spot(TinyCity.WestGrid))],
            "/api/v1/sites/{id}" => [("/api/v1/sites/s-1", new Spot("g-2"))],
            // TinyCity has no addresses; CardTests has.
            "/api/v1/households/{id}" => [],
            "/api/v1/buildings/{number}" => [("/api/v1/buildings/1", new Spot(TinyCity.WestGrid))],
            "/api/v1/devices/{device}" => [($"/api/v1/devices/{TinyCity.WaterDevice}", new Spot(TinyCity.WestGrid))],
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

    public static async Task<JsonNode> Description(TestCity city) => JsonNode.Parse(await city.Http.GetStringAsync(
        new Uri(city.Url, "/openapi/v1.json"), TestContext.Current.CancellationToken))!;

    /// <summary>The operations of the description, each with the record that it answers.</summary>
    public static IEnumerable<(string Name, Type? Answer)> Doors(JsonNode description) =>
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
}
