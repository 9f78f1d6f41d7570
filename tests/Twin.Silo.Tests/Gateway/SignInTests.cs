using System.Net.Http.Headers;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

/// <summary>Who may do what: nobody without sign-in but report, and every role what roles.csv says.</summary>
public sealed class SignInTests
{
    [Theory]
    [InlineData("cases")]
    [InlineData("areas")]
    [InlineData("boards")]
    [InlineData("posts")]
    [InlineData("areas/a-1/board")]
    [InlineData("areas/a-1/frames")]
    [InlineData("areas/a-1/rhythm")]
    [InlineData("areas/a-1/heat")]
    [InlineData("buildings/1")]
    public async Task Without_sign_in_one_may_not_look(string path)
    {
        await using var city = await TestCity.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));

        var problem = await city.Http.Problem(request);

        Assert.Equal((401, "SignInNeeded"), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Every_account_that_is_offered_can_sign_in_and_look_at_boards()
    {
        await using var city = await TestCity.Start();
        foreach (var account in await city.Http.Get<AccountView[]>("sign-in/accounts"))
        {
            using var http = await city.As(account.Account);
            var counts = account.Roles.Any(role =>
                CityTables.RoleOf[role].Sees.Any(scope => scope is "publicCounts" or "areaCounts" or "areaCases"));
            Assert.Equal(counts ? 7 : 0, (await http.Get<BoardsView>("boards")).Boards.Length);
        }
    }

    [Theory]
    [InlineData("cockpit", "file", 403)]
    [InlineData("receiver", "dispatch", 403)]
    [InlineData("handler-drainage", "accept", 409)]
    [InlineData("filer", "file", 409)]
    public async Task A_role_may_give_its_own_commands_only(string account, string command, int status)
    {
        await using var city = await TestCity.Start();
        var report = await city.Report(0);
        using var http = await city.As(account);
        using var request = Post($"cases/{report.CaseId}/{command}", """{"post":"g-1-1","class":"E0104"}""");

        Assert.Equal(status, (await http.Problem(request)).Status);
    }

    [Fact]
    public async Task A_seat_belongs_to_who_signed_on_to_it()
    {
        await using var city = await TestCity.Start();
        using var first = await city.As("worker-1", TinyCity.WestPost);
        using var second = await city.As("worker-2");
        using var taken = Post($"posts/{TinyCity.WestPost}/sign-on", "");
        Assert.Equal((409, "SeatTaken"), Of(await second.Problem(taken)));

        var report = await city.Report(0);
        second.DefaultRequestHeaders.Add("X-Twin-Post", TinyCity.WestPost);
        using var accept = Post($"cases/{report.CaseId}/accept", "{}");
        Assert.Equal((403, "NotSeated"), Of(await second.Problem(accept)));

        Assert.Equal("Handling", (await first.Command(report.CaseId, "accept")).Stage);
    }

    [Fact]
    public async Task Only_an_integration_brings_older_records()
    {
        await using var city = await TestCity.Start();
        using var request = Post("reports", """{"text":"x","occurredAt":"2011-03-01T08:00:00Z","history":true}""");
        Assert.Equal((403, "NotAllowed"), Of(await city.Http.Problem(request)));

        using var replay = await city.As("replay");
        var answer = await replay.Give<ReportRequest, ReportAnswer>("reports", new ReportRequest(
            Class: "E0104", Home: TinyCity.WestGrid, Text: "x", OccurredAt: new(2011, 3, 1, 8, 0, 0, default),
            History: true));

        Assert.Equal("UnderReview", answer.Stage);
        var seen = await replay.Command(answer.CaseId, "file", new CommandRequest(Class: "E0104", Severity: "S4"));
        Assert.Equal("Dispatching", seen.Stage);
    }

    [Fact]
    public async Task Words_are_read_with_a_purpose_by_roles_that_may_and_come_out_masked()
    {
        await using var city = await TestCity.Start();
        var report = await city.Report(0, text: "请打13812345678");
        using var cockpit = await city.As("cockpit");
        using var asked = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"cases/{report.CaseId}/words?purpose=look", UriKind.Relative));
        Assert.Equal((403, "NotAllowed"), Of(await cockpit.Problem(asked)));

        using var receiver = await city.As("receiver");
        var words = await receiver.Get<WordsView>($"cases/{report.CaseId}/words?purpose=review");

        Assert.Equal(("请打***", false), (words.Report, words.Forgotten));
    }

    [Fact]
    public async Task A_token_survives_a_restart_of_the_server()
    {
        var folder = Directory.CreateTempSubdirectory("twin-silo-");
        try
        {
            string token;
            await using (var city = await TestCity.Start(folder: folder.FullName))
            {
                token = await city.Token("cockpit");
            }

            await using var again = await TestCity.Start(folder: folder.FullName);
            again.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            Assert.Equal(7, (await again.Http.Get<AreaView[]>("areas")).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int, string) Of(ProblemView problem) => (problem.Status, problem.Code);

    private static HttpRequestMessage Post(string path, string json) => new(
        HttpMethod.Post, new Uri(path, UriKind.Relative))
    {
        Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
    };
}
