using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Twin.City.Cases;
using Twin.Contracts;
using Twin.Grains.Cases;
using Twin.Grains.Clocks;
using Twin.Silo.Gateway;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>An errand for each door that is no command of a case and none of the map.</summary>
internal static class DoorErrands
{
    private const string Kind = "Pump";

    /// <summary>In no grid: what happens to the map does not touch it.</summary>
    public static readonly ReportRequest OfTheCity = new(Home: TinyCity.Root, Text: "请看一看");

    private static readonly Player On = new("seat-on", "Worker", null, "g-4-1");
    private static readonly Player Off = new("seat-off", "Worker", null, "g-4-2");

    public static async Task<IEnumerable<Errand>> Of(Play play) =>
    [
        .. await Resources(play), Calendar(), Classes(), BatchOfReports(), await BatchOfCommands(play),
        Seat(On, "sign-on"), await SignOff(play), await Erase(play),
        .. await ServiceErrands.Of(play), .. await AlertErrands.Of(play),
    ];

    /// <summary>Each with a holder of its own: the answer tells all that a holder has.</summary>
    private static async Task<Errand[]> Resources(Play play)
    {
        var one = await play.Begin(new Start("of-the-city", OfTheCity), "for-pumps");
        var lead = play.Of(Play.By("ShiftLead"), 0);
        foreach (var holder in new[] { "Parks", "Sanitation", "Enforcement", "Construction" })
        {
            await Play.Give(lead, $"resources/{holder}/add", new ResourceRequest(Kind, 3));
        }

        await Play.Give(lead, "resources/Construction/commit", new ResourceRequest(Kind, 2, one.CaseId));
        var until = new DateTimeOffset(2026, 6, 16, 9, 0, 0, TimeSpan.FromHours(8));
        return
        [
            Resource("Drainage", "add", new ResourceRequest(Kind, 2)),
            Resource("Parks", "retire", new ResourceRequest(Kind, 1)),
            Resource("Sanitation", "reserve", new ResourceRequest(Kind, 1, one.CaseId, until)),
            Resource("Enforcement", "commit", new ResourceRequest(Kind, 1, one.CaseId)),
            Resource("Construction", "release", new ResourceRequest(Kind, CaseId: one.CaseId)),
        ];
    }

    private static Errand Resource(string holder, string command, ResourceRequest body)
    {
        var (player, id) = (Play.By("ShiftLead"), $"stock-{command}");
        return new Errand(
            $"POST /api/v1/resources/{{holder}}/{{resourceCommand}} {command}", $"stock/{holder}",
            $"{player.Account}/{id}", (play, connection) => Play.Tell(
                play.Of(player, connection), $"resources/{holder}/{command}", body with { CommandId = id }));
    }

    private static Errand Calendar()
    {
        var (player, body) = (Play.By("ShiftLead"), new CalendarRequest([new("2027-02-05", false)], "notice"));
        return new Errand(
            "POST /api/v1/calendar", CalendarBook.Stream, $"{player.Account}/day", (play, connection) =>
                Play.Tell(play.Of(player, connection), "calendar", body, "day"));
    }

    private static Errand Classes()
    {
        var (player, body) = (Play.By("CentreHead"), new ClassRequest("E0105", "notice", Severity: "S3"));
        return new Errand(
            "POST /api/v1/classes", ClassBook.Stream, $"{player.Account}/class", (play, connection) =>
                Play.Tell(play.Of(player, connection), "classes", body, "class"));
    }

    private static Errand BatchOfReports()
    {
        var id = Receipts.CaseOf(Play.By("Device").Account, nameof(CaseSource.App), "line-1");
        return new Errand("POST /api/v1/reports:batch", $"case/{id}", $"report/{id}", (play, connection) =>
            Line(play.Of(Play.By("Device"), connection), "./reports:batch", new ReportLine("line-1", OfTheCity)));
    }

    private static async Task<Errand> BatchOfCommands(Play play)
    {
        var one = await play.Begin(new Start("of-the-city", OfTheCity), "for-a-line");
        var body = new CommandRequest(CommandId: "line-2", Reason: "OutsidePower", Text: "不属本市");
        return new Errand("POST /api/v1/cases:batch", $"case/{one.CaseId}", "line-2", (play, connection) => Line(
            play.Of(Play.By("Receiver"), connection), "./cases:batch",
            new CommandLine(one.CaseId, "NotAccept", body)));
    }

    private static Errand Seat(Player player, string act) => new(
        $"POST /api/v1/posts/{{id}}/{act}", $"post/{player.Post}", act, (play, connection) =>
            Play.Tell(play.Of(player, connection), $"posts/{player.Post}/{act}", new { }, act));

    private static async Task<Errand> SignOff(Play play)
    {
        await Play.Give(play.Of(Off, 0), $"posts/{Off.Post}/sign-on", new { }, "before");
        return Seat(Off, "sign-off");
    }

    /// <summary>No fact comes of it: the key is gone, and only the first answer says that there was one.</summary>
    private static async Task<Errand> Erase(Play play)
    {
        var one = await play.Begin(new Start("of-the-city", OfTheCity), "with-words");
        var path = $"cases/{one.CaseId}/words";
        return new Errand("DELETE /api/v1/cases/{caseId}/words", "", path, async (play, connection) =>
        {
            using var answer = await play.Of(Play.By("Auditor"), connection).DeleteAsync(
                new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            var told = await answer.Content.ReadFromJsonAsync<EraseAnswer>(
                TestCity.Json, TestContext.Current.CancellationToken);
            return new Told(told!.CaseId, !told.Erased);
        });
    }

    private static async Task<Told> Line<T>(HttpClient http, string path, T line)
    {
        using var body = new StringContent(
            JsonSerializer.Serialize(line, TestCity.Json), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(
            new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text);
        Assert.True(json.RootElement.TryGetProperty("answer", out var told), text);
        return Play.Read(told);
    }
}
