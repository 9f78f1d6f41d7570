using System.Net;
using System.Text;
using System.Text.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

public sealed class BatchTests
{
    [Fact]
    public async Task A_line_fails_alone_and_answers_keep_the_order()
    {
        await using var city = await TestCity.Start();
        using var replay = await city.As("replay");
        var lines = Enumerable.Range(0, 1_500).Select(at => at % 10 == 3 ? "{\"key\":\"k\"" : Line(at)).ToArray();

        var answers = await replay.Batch<ReportLineAnswer>("reports:batch", lines);

        Assert.Equal(Enumerable.Range(1, 1_500).Select(at => (long)at), answers.Select(answer => answer.Line));
        Assert.All(answers, answer => Assert.Equal(answer.Line % 10 == 4 ? 400 : 201, answer.Status));
        Assert.Equal("k-7", answers[7].Key);
        using var cockpit = await city.As("cockpit");
        var last = answers.Max(answer => answer.Answer?.Position ?? 0);
        Assert.Equal(1_350, (await cockpit.Get<CasePage>($"cases?atLeast={last}")).Total);
    }

    [Fact]
    public async Task A_batch_sent_again_stores_nothing()
    {
        await using var city = await TestCity.Start();
        using var replay = await city.As("replay");
        var lines = Enumerable.Range(0, 200).Select(at => History(at)).ToArray();
        var first = await replay.Batch<ReportLineAnswer>("reports:batch", lines);
        var head = city.Log.Head;

        var second = await replay.Batch<ReportLineAnswer>("reports:batch", lines);

        Assert.Equal(head, city.Log.Head);
        Assert.All(second, answer => Assert.Equal((200, true), (answer.Status, answer.Answer!.Again)));
        Assert.Equal(first.Select(answer => answer.Answer!.Receipt), second.Select(answer => answer.Answer!.Receipt));
    }

    [Fact]
    public async Task Commands_of_one_case_are_carried_out_in_their_order()
    {
        await using var city = await TestCity.Start();
        using var replay = await city.As("replay");
        var reports = await replay.Batch<ReportLineAnswer>(
            "reports:batch", [.. Enumerable.Range(0, 100).Select(History)]);

        var answers = await replay.Batch<CommandLineAnswer>("cases:batch", [.. reports.SelectMany(report => new[]
        {
            Command(report.Answer!.CaseId, "file", new CommandRequest(Class: "E0104", Severity: "S4")),
            Command(report.Answer!.CaseId, "dispatch", new CommandRequest(Department: "Sanitation")),
            Command(report.Answer!.CaseId, "accept", new CommandRequest()),
            Command(report.Answer!.CaseId, "handle", new CommandRequest(Text: "done", Photo: true)),
            Command(report.Answer!.CaseId, "pass-check", new CommandRequest(Photo: true)),
        })]);

        Assert.Equal(500, answers.Count);
        Assert.All(answers, answer => Assert.True(answer.Status == 200, answer.Problem?.Detail));
        Assert.Equal(100, answers.Count(answer => answer.Answer!.Stage == "Closed"));
    }

    [Fact]
    public async Task Anyone_may_send_a_thousand_lines_and_the_next_one_is_refused()
    {
        await using var city = await TestCity.Start();

        var answers = await city.Http.Batch<ReportLineAnswer>(
            "reports:batch", [.. Enumerable.Range(0, 1_010).Select(at => Line(at))]);

        Assert.Equal(1_001, answers.Count);
        Assert.Equal((1_001, 413, "TooManyLines"), (answers[^1].Line, answers[^1].Status, answers[^1].Problem!.Code));
        Assert.Equal(1_000, answers.Count(answer => answer.Status == 201));
    }

    [Fact]
    public async Task A_line_that_is_too_long_fails_and_the_next_one_is_read()
    {
        await using var city = await TestCity.Start();
        var giant = "{\"key\":\"g\",\"report\":{\"text\":\"" + new string('x', 300_000) + "\"}}";

        var answers = await city.Http.Batch<ReportLineAnswer>("reports:batch", [Line(0), giant, "", "  ", Line(1)]);

        Assert.Equal([201, 413, 201], answers.Select(answer => answer.Status));
    }

    [Fact]
    public async Task Answers_come_while_lines_are_still_sent()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, city.Url.Port, cancel);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /api/v1/reports:batch HTTP/1.1\r\nHost: twin\r\nContent-Type: application/x-ndjson\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"), cancel);
        var line = Encoding.UTF8.GetBytes(Line(0) + "\n");
        await stream.WriteAsync(
            (byte[])[.. Encoding.ASCII.GetBytes($"{line.Length:x}\r\n"), .. line, .. "\r\n"u8], cancel);

        // The request has not ended, yet its first line is answered.
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancel) is { } received
            && !received.Contains("\"status\":201", StringComparison.Ordinal))
        {
            Assert.DoesNotContain("problem", received, StringComparison.Ordinal);
        }
    }

    private static string Line(int at)
    {
        var place = TinyCity.Within(at % 4);
        return JsonSerializer.Serialize(
            new ReportLine($"k-{at}", new ReportRequest(Class: "E0104", Lng: place.Lng, Lat: place.Lat)),
            TestCity.Json);
    }

    private static string History(int at)
    {
        var place = TinyCity.Within(at % 4);
        return JsonSerializer.Serialize(
            new ReportLine($"h-{at}", new ReportRequest(
                Source: "Hotline", Class: "E0104", Lng: place.Lng, Lat: place.Lat, History: true,
                OccurredAt: new DateTimeOffset(2011, 1, 1, 0, 0, 0, default).AddMinutes(at))),
            TestCity.Json);
    }

    private static string Command(string caseId, string command, CommandRequest body) =>
        JsonSerializer.Serialize(new CommandLine(caseId, command, body), TestCity.Json);
}
