using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.BadInput;

/// <summary>Whatever is wrong with a request, the answer says what; nothing is stored and nothing breaks.</summary>
public sealed class BadInputTests(ITestOutputHelper output)
{
    // Bytes of a JSON body that the gateway reads.
    private const int MostRead = 64 * 1024;

    [Fact]
    public async Task Every_field_of_every_endpoint_refuses_what_it_cannot_be()
    {
        await using var city = await TestCity.Start();
        var (operations, samples, http) = await Prepare(city);
        using var _ = http;
        var fields = operations.SelectMany(operation => operation.Fields.Select(field => (operation, field))).ToArray();
        var untested = fields.Where(one => BadValues.Of(one.field).Count == 0).ToArray();
        var head = city.Log.Head;

        var cases = 0;
        var wrong = new List<string>();
        foreach (var (operation, field) in fields)
        {
            foreach (var bad in BadValues.Of(field))
            {
                cases++;
                using var request = Attempt.Of(operation, samples, field, bad);
                if (await Fault(http, operation, request, needsSentence: !IsBelowTheServer(bad)) is { } fault)
                {
                    wrong.Add($"{operation.Name} {field} = {Short(bad)}: {fault}");
                }
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"fields={fields.Length} cases={cases} untested={untested.Length}"));
        Assert.Empty(untested.Select(one => $"{one.operation.Name} {one.field}"));
        Assert.Empty(wrong);
        Assert.Equal(head, city.Log.Head);
        Assert.True(cases > 500, $"Only {cases} cases.");
    }

    [Fact]
    public async Task Every_body_that_is_wrong_as_a_whole_is_refused()
    {
        await using var city = await TestCity.Start();
        var (operations, samples, http) = await Prepare(city);
        using var _ = http;
        var head = city.Log.Head;

        var wrong = new List<string>();
        foreach (var operation in operations.Where(one => one.Body is not null))
        {
            var type = operation.Body!.Value.ContentType;
            var isBatch = type == "application/x-ndjson";
            foreach (var body in BadValues.WholeBodies.Where(body => !isBatch || body.Trim().Length > 0))
            {
                await Try(operation, body, type);
            }

            await Try(operation, "{}", "text/plain");
            await Try(operation, "{}", "application/json; charset=gb2312");
            await Try(operation, "{}", "");
            await Try(operation, new string(' ', 70_000) + "{}", isBatch ? "application/json" : type);
        }

        Assert.Empty(wrong);
        Assert.Equal(head, city.Log.Head);

        async Task Try(Operation operation, string body, string type)
        {
            using var request = Attempt.Of(operation, samples);
            request.Content = Attempt.Content(body, type);
            if (await Fault(http, operation, request, needsSentence: true) is { } fault)
            {
                wrong.Add($"{operation.Name} {type} {Short(body)}: {fault}");
            }
        }
    }

    [Fact]
    public async Task Every_endpoint_refuses_a_token_that_is_not_ours()
    {
        await using var city = await TestCity.Start();
        var (operations, samples, signedIn) = await Prepare(city);
        signedIn.Dispose();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer Y29ja3BpdAoKMTc5NTM1MTg0Mw.forged");

        foreach (var operation in operations)
        {
            using var request = Attempt.Of(operation, samples);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((operation.Name, HttpStatusCode.Unauthorized), (operation.Name, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("DELETE", "/api/v1/reports", 405)]
    [InlineData("POST", "/api/v1/city", 405)]
    public async Task A_path_or_method_that_is_not_there_is_said_to_be_so(string method, string path, int status)
    {
        await using var city = await TestCity.Start();
        using var http = await city.As("cockpit");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(city.Url, path));

        Assert.Equal(status, (await http.Problem(request)).Status);
    }

    private static async Task<(IReadOnlyList<Operation>, Samples, HttpClient)> Prepare(TestCity city)
    {
        var description = JsonNode.Parse(await city.Http.GetStringAsync(
            new Uri(city.Url, "/openapi/v1.json"), TestContext.Current.CancellationToken))!;
        var report = await city.Report(0, text: "有人在吗");
        var http = await city.As("worker-1", TinyCity.WestPost);
        http.DefaultRequestHeaders.Remove("X-Twin-Post");
        http.DefaultRequestHeaders.Authorization = new("Bearer", await city.Token("replay"));
        await city.Services.Settle();
        var samples = new Samples(city.Url.ToString().TrimEnd('/'), report.CaseId, report.Receipt);
        return (Operation.ReadAll(description), samples, http);
    }

    // Null when the answer is as it must be.
    private static async Task<string?> Fault(
        HttpClient http, Operation operation, HttpRequestMessage request, bool needsSentence)
    {
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (operation.Body?.ContentType == "application/x-ndjson" && answer.IsSuccessStatusCode)
        {
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return lines.Length > 0 && lines.All(line => IsSentence(JsonNode.Parse(line)!["problem"])) ? null : text;
        }

        // What is too large to be read ends the connection; a client that is not told sends its next request into it.
        var endsUntold = request.Content?.Headers.ContentLength > MostRead && answer.Headers.ConnectionClose != true;
        return endsUntold ? $"{(int)answer.StatusCode} without Connection: close"
            : !Samples.IsHttpProblem(answer.StatusCode) ? $"{(int)answer.StatusCode} {Short(text)}"
            : needsSentence && !IsSentence(text.Length > 0 ? JsonNode.Parse(text) : null)
                ? $"no sentence: {Short(text)}"
                : null;
    }

    private static bool IsSentence(JsonNode? problem) =>
        problem.Deserialize<ProblemView>(TestCity.Json)
            is { Code.Length: > 0, DetailZh.Length: > 0, Status: >= 400 and < 500 } view
        && (view.Code is "NotAllowed" or "CaseUnknown" or "FieldInvalid" or "NotOffered" or "PlaceOrTextMissing"
            || (view.Detail.StartsWith("Found ", StringComparison.Ordinal)
                && view.Detail.Contains("xpected", StringComparison.Ordinal)));

    // Kestrel itself refuses a NUL in a path, before anything of ours sees the request.
    private static bool IsBelowTheServer(string bad) => bad.Contains("%00", StringComparison.Ordinal);

    private static string Short(string text) => text.Length > 160 ? text[..160] + "…" : text;
}
