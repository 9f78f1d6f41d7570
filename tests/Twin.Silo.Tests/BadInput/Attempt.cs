using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.BadInput;

/// <summary>Requests that would work, and the same with one thing wrong.</summary>
internal static class Attempt
{
    /// <summary>A request that fits the operation; <paramref name="field"/> carries the bad value instead.</summary>
    public static HttpRequestMessage Of(Operation operation, Samples samples, string? field = null, string? bad = null)
    {
        var path = operation.Path;
        var query = new List<string>();
        var headers = new List<(string, string)>();
        foreach (var (name, place) in operation.Parameters)
        {
            var isBad = field == $"{place}:{name}";
            if (place == "path")
            {
                var value = isBad ? bad : samples.PathValue(operation, name);
                path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            }
            else if (isBad && place == "query")
            {
                query.Add($"{name}={bad}");
            }
            else if (isBad)
            {
                headers.Add((name, bad!));
            }
        }

        var url = samples.Server + path + (query.Count > 0 ? "?" + string.Join('&', query) : "");
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(url));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (operation.Body is { } body)
        {
            var text = samples.Body(operation);
            request.Content = Content(
                field is ['b', 'o', 'd', 'y', ':', .. var inBody] ? With(text, inBody, bad!) : text, body.ContentType);
        }

        return request;
    }

    public static StringContent Content(string text, string contentType)
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    // By text, not by nodes: many bad values are no JSON.
    private static string With(string body, string field, string bad)
    {
        var root = JsonNode.Parse(body)!.AsObject();
        var at = root;
        var names = field.Split('.');
        foreach (var name in names[..^1])
        {
            at = at[name]!.AsObject();
        }

        at[names[^1]] = "@@here@@";
        return root.ToJsonString().Replace("\"@@here@@\"", bad, StringComparison.Ordinal);
    }
}

/// <summary>Values that work, for everything that an operation asks for.</summary>
internal sealed record Samples(string Server, string CaseId, string Receipt)
{
    public string PathValue(Operation operation, string name) => name switch
    {
        "caseId" => CaseId,
        "receipt" => Receipt,
        "command" => "accept",
        "handover" or "duty" or "fix" or "campaign" => "1",
        "admission" => "admit",
        "card" => "0000000000000000",
        "cardAct" => "earn",
        "fixAct" => "done",
        "topic" => "no-such-topic",
        "topicStep" => "second",
        "quarter" => "2026Q1",
        "ratingAct" => "appeal",
        "disputeMove" => "route",
        "areaCommand" => "recode",
        "holder" => "Drainage",
        "device" => TinyCity.WaterDevice,
        "alertAct" => "silence",
        "resourceCommand" => "reserve",
        "modeCommand" => "step-up",
        "incident" => "i-none",
        "obligation" => "24",
        "act" => "accept",
        "department" => "Drainage",
        "id" => operation.Path.Contains("posts", StringComparison.Ordinal) ? TinyCity.WestPost : TinyCity.WestGrid,
        "code" => "M03",
        "reviewKind" => "day",
        "number" => "1",
        "z" => "14",
        "x" or "y" => "13000",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"{operation.Name} has no sample for it."),
    };

    public string Body(Operation operation) => operation.Path switch
    {
        "/api/v1/reports" => """{"class":"E0104","lng":120.2515,"lat":29.7013,"text":"x"}""",
        "/api/v1/readings" => $$"""{"device":"{{TinyCity.WaterDevice}}","at":"2020-01-01T00:00:00Z","value":1}""",
        "/api/v1/devices/{device}/alert/{alertAct}" =>
            """{"reason":"Test","until":"2099-01-01T00:00Z","commandId":"c"}""",
        "/api/v1/reports:batch" => """{"key":"k","report":{"class":"E0104","lng":120.2515,"lat":29.7013}}""",
        "/api/v1/cases:on-spot" => """{"class":"E0104","beforePhoto":true,"afterPhoto":true}""",
        "/api/v1/cases/{caseId}/{command}" => """{"commandId":"c"}""",
        "/api/v1/cases/{caseId}/obligations/{obligation}/{act}" => """{"commandId":"c"}""",
        "/api/v1/areas/{id}/{areaCommand}" => """{"name":"x","code":"9"}""",
        "/api/v1/cases:batch" => $$$"""{"caseId":"{{{CaseId}}}","command":"accept","body":{"commandId":"c"}}""",
        "/api/v1/resources/{holder}/{resourceCommand}" =>
            $$"""{"kind":"Pump","count":1,"caseId":"{{CaseId}}","until":"2026-12-01T00:00:00Z","commandId":"c"}""",
        "/api/v1/areas/{id}/reviews/{reviewKind}/outcomes" =>
            """
            {"date":"2026-01-01","text":"x","class":"E0104","department":"Sanitation","home":"g-1",
            "until":"2026-12-01T00:00:00Z","commandId":"c"}
            """,
        "/api/v1/areas/{id}/modes/{modeCommand}" =>
            """
            {"hazard":"Rain","to":"War4","until":"2026-12-01T00:00:00Z","reason":"Warning","drill":"d","plan":"P",
            "incident":"i-none","zh":"雨","en":"Rain","commandId":"c"}
            """,
        "/api/v1/plans" =>
            """
            {"plan":"P","hazard":"Rain","zh":"雨","en":"Rain","opens":"War4","orders":"Watch","triggers":["Warning"],
            "lead":"Emergency","endsAfterHours":24,"tasks":[],"resources":[],"commandId":"c"}
            """,
        "/api/v1/areas/{id}/duty/plan" or "/api/v1/areas/{id}/duty/drop" =>
            """{"shifts":[{"post":"g-1-1","kind":"OnCall","from":"2026-12-01T00:00:00Z","to":"2026-12-01T08:00Z"}]}""",
        "/api/v1/areas/{id}/handover" => $$"""{"promises":[{"caseId":"{{CaseId}}","text":"x"}],"commandId":"c"}""",
        "/api/v1/cases/{caseId}/dispute/{disputeMove}" =>
            """{"route":"Court","reference":"r","text":"x","commandId":"c"}""",
        "/api/v1/admissions" =>
            """{"owner":"Power","area":"g-1","name":"x","minutes":5,"basis":"x","until":"2099-01-01T00:00Z"}""",
        "/api/v1/admissions/{duty}/{admission}" => """{"area":"g-1","reason":"TooMuch","commandId":"c"}""",
        "/api/v1/source-fixes" =>
            $$"""{"caseId":"{{CaseId}}","owner":"Power","until":"2099-01-01T00:00Z","commandId":"c"}""",
        "/api/v1/source-fixes/{fix}/{fixAct}" => """{"measure":"Rebuilt","reason":"NotOurs","commandId":"c"}""",
        "/api/v1/campaigns" =>
            """{"name":"x","family":"E01","area":"g-1","from":"2099-01-01T00:00Z","until":"2099-02-01T00:00Z"}""",
        "/api/v1/campaigns/{campaign}/end" => """{"reason":"NoEffect","commandId":"c"}""",
        "/api/v1/areas/{id}/ratings/{quarter}/{ratingAct}" =>
            $$"""{"cases":["{{CaseId}}"],"reason":"Weather","upheld":true,"commandId":"c"}""",
        "/api/v1/topics" => """{"area":"a-2","title":"x","rule":"Owners","commandId":"c"}""",
        "/api/v1/topics/{topic}/vote" => """{"slip":"0000000000000000","choice":"Agree","commandId":"c"}""",
        "/api/v1/topics/{topic}/{topicStep}" =>
            $$"""
            {"households":5,"until":"2099-01-01T00:00Z","attended":1,"eligible":1,"caseId":"{{CaseId}}","commandId":"c"}
            """,
        "/api/v1/cards" => """{"home":"g-1","kind":"Volunteer","commandId":"c"}""",
        "/api/v1/cards/{card}/{cardAct}" =>
            """{"service":"HazardReport","count":1,"points":1,"site":"s-1","commandId":"c"}""",
        "/api/v1/offers/seen" => $$"""{"caseId":"{{CaseId}}","offer":"o"}""",
        "/api/v1/bells/answer" => $$"""{"caseId":"{{CaseId}}","bell":"OfferSeen/5"}""",
        "/api/v1/calendar" => """{"days":[{"day":"2027-02-05","works":false,"note":"x"}],"source":"x"}""",
        "/api/v1/classes" => """{"class":"E0110","source":"x","severity":"S3"}""",
        "/api/v1/session" => """{"account":"cockpit","secret":"demo"}""",
        "/api/v1/sign-in" => """{"account":"cockpit"}""",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Name, "A body without a sample."),
    };

    public static bool IsHttpProblem(HttpStatusCode status) => (int)status is >= 400 and < 500;
}
