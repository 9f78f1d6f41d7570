using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Twin.City;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>Accounts of a city's own, single sign-on, and why somebody may or may not.</summary>
public sealed class AccountTests
{
    private const string Issuer = "https://sign-in.example";

    [Fact]
    public async Task An_account_signs_in_with_its_secret_also_after_a_restart_and_only_with_that()
    {
        var folder = Directory.CreateTempSubdirectory("twin-accounts-").FullName;
        try
        {
            await using (var city = await Start(folder))
            {
                var lead = new Account("lead-west", "值班长", "Shift lead", [West("ShiftLead")]);
                city.Services.GetRequiredService<AccountBook>().Put(lead, "correct horse");
            }

            await using var again = await Start(folder);
            var answer = await again.Http.Give<SessionRequest, SessionAnswer>(
                "session", new SessionRequest("lead-west", "correct horse"));
            Assert.False(answer.Session.Demo);
            var role = Assert.Single(answer.Session.Roles);
            Assert.Equal(("ShiftLead", TinyCity.WestCommunity), (role.Role, role.Home));
            using var wrong = Post("session", new SessionRequest("lead-west", "correct horse "));
            Assert.Equal(401, (await again.Http.Problem(wrong)).Status);
            using var development = Post("sign-in", new SignInRequest("cockpit"));
            Assert.Equal(400, (await again.Http.Problem(development)).Status);
            var bytes = await File.ReadAllBytesAsync(
                Path.Combine(folder, "data", "accounts.db"), TestContext.Current.CancellationToken);
            Assert.True(bytes.AsSpan().IndexOf("correct horse"u8) < 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Tools_come_in_without_a_secret_until_the_city_has_an_account_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("twin-accounts-").FullName;
        try
        {
            await using var city = await Start(folder);
            var accounts = city.Services.GetRequiredService<AccountBook>();
            using var tool = await city.As("replay");
            Assert.Equal("replay", (await tool.Get<SessionView>("session")).Account);

            accounts.Put(new Account("lead-west", "值班长", "Shift lead", [West("ShiftLead")]), "correct horse");

            using var again = Post("sign-in", new SignInRequest("replay"));
            Assert.Equal(400, (await city.Http.Problem(again)).Status);
            using var late = new HttpRequestMessage(HttpMethod.Get, new Uri("session", UriKind.Relative));
            Assert.Equal(401, (await tool.Problem(late)).Status);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080;http://[::1]:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081", false)]
    [InlineData("http://city.example:80", false)]
    public void A_city_that_others_can_reach_lets_nobody_in_without_a_secret(string urls, bool isLoopback) =>
        Assert.Equal(isLoopback, new SiloOptions { Urls = urls, DataFolder = "data" }.IsLoopback);

    [Theory]
    [InlineData("", 200)]
    [InlineData("issuer", 401)]
    [InlineData("audience", 401)]
    [InlineData("over", 401)]
    [InlineData("key", 401)]
    [InlineData("subject", 401)]
    public async Task A_token_of_the_single_sign_on_counts_only_as_its_issuer_gave_it(string wrong, int status)
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, IssuerFile(key), TestContext.Current.CancellationToken);
            await using var city = await TestCity.Start(options => options with { SingleSignOn = file });
            city.Services.GetRequiredService<AccountBook>().Put(
                new Account("lead-west", "值班长", "Shift lead", [West("ShiftLead")]), secret: null, subject: "s-17");
            using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri("session", UriKind.Relative));
            asked.Headers.Authorization = new("Bearer", TokenOf(wrong == "key" ? other : key, wrong));

            using var answer = await city.Http.SendAsync(asked, TestContext.Current.CancellationToken);

            Assert.Equal(status, (int)answer.StatusCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_explanation_names_the_rule_and_the_place()
    {
        await using var city = await RightCity.Start();
        using var west = city.As("lead-west", [new Bound("ShiftLead", TinyCity.WestCommunity, null)]);
        using var all = city.As("auditor-1", [new Bound("Auditor", null, null)]);
        city.Token("lead-east", [new Bound("ShiftLead", TinyCity.EastCommunity, null)]);

        var own = await Explain(west, $"resource=case:{city.OfSeat}&action=SendLeaderNotice");
        Assert.Equal((true, "AreaOfRole", TinyCity.WestCommunity), (own.Allowed, own.Rule, own.Home));
        var sealedWords = await Explain(west, $"resource=case:{city.OfDispute}&action=caseText");
        Assert.Equal((false, "DisputeSealed"), (sealedWords.Allowed, sealedWords.Rule));
        var elsewhere = await Explain(all, $"subject=lead-east&resource=case:{city.OfSeat}&action=CaseView.stage");
        Assert.Equal((false, "AreaElsewhere"), (elsewhere.Allowed, elsewhere.Rule));
        var nobody = await Explain(all, $"subject=anonymous&resource=case:{city.OfSeat}&action=areaCases");
        Assert.Equal((false, "NotSignedIn"), (nobody.Allowed, nobody.Rule));
    }

    [Fact]
    public async Task Whoever_handled_does_not_check_at_another_seat_either()
    {
        await using var city = await TestCity.Start();
        var report = await city.Report(0, text: "路灯不亮");
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        await worker.Command(report.CaseId, "accept");
        await worker.Command(report.CaseId, "handle", new CommandRequest(Text: "已修好", Photo: true));
        using var moved = await city.As("worker-1", "g-1-2");

        var why = await Explain(moved, $"resource=case:{report.CaseId}&action=PassCheck");
        using var pass = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"cases/{report.CaseId}/pass-check", UriKind.Relative))
        {
            Content = System.Net.Http.Json.JsonContent.Create(new CommandRequest(Photo: true), options: TestCity.Json),
        };

        Assert.Equal((false, "HandlingUnit"), (why.Allowed, why.Rule));
        Assert.Equal((409, "OwnWorkNotChecked"), Of(await moved.Problem(pass)));
    }

    private static RoleBinding West(string role) => new(role, new HomeId(TinyCity.WestCommunity));

    private static Task<ExplainView> Explain(HttpClient http, string query) =>
        http.Get<ExplainView>($"/api/v1/explain?{query}");

    private static Task<TestCity> Start(string folder) => TestCity.Start(
        options => options with { Log = LogStore.Sqlite, DevelopmentSignIn = null }, folder);

    private static HttpRequestMessage Post<T>(string path, T body) =>
        new(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = System.Net.Http.Json.JsonContent.Create(body, options: TestCity.Json),
        };

    private static string IssuerFile(RSA key)
    {
        var open = JsonWebKeyConverter.ConvertFromRSASecurityKey(
            new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)) { KeyId = "k-1" });
        return JsonSerializer.Serialize(new
        {
            issuer = Issuer,
            audience = "twin",
            keys = new { keys = new[] { new { kty = open.Kty, kid = open.Kid, n = open.N, e = open.E } } },
        });
    }

    private static string TokenOf(RSA key, string wrong)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = wrong == "issuer" ? "https://other.example" : Issuer,
            Audience = wrong == "audience" ? "others" : "twin",
            NotBefore = now.AddHours(-2),
            IssuedAt = now.AddHours(-2),
            Expires = wrong == "over" ? now.AddHours(-1) : now.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = wrong == "subject" ? "s-18" : "s-17" },
            SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(key) { KeyId = "k-1" }, SecurityAlgorithms.RsaSha256),
        });
    }

    private static (int, string) Of(ProblemView problem) => (problem.Status, problem.Code);
}
