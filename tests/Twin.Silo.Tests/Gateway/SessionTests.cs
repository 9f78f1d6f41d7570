using System.Net;
using System.Net.Http.Headers;
using Twin.Contracts;
using Twin.Geo.Demo;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

/// <summary>The way in and out: by account and secret, and demo accounts in the demo city only.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task A_demo_city_offers_accounts_that_sign_in_with_what_is_offered()
    {
        await using var city = await Demo();
        var offered = await city.Http.Get<DemoAccountView[]>("demo-accounts");
        Assert.Contains(offered, one => one.Roles.Any(role => role is { Role: "CommunitySecretary", Home: not null }));

        foreach (var account in offered)
        {
            var answer = await city.Http.Give<SessionRequest, SessionAnswer>(
                "session", new SessionRequest(account.Account, account.Secret));
            using var http = With(city, answer.Token);
            var session = await http.Get<SessionView>("session");
            Assert.Equal((account.Account, true), (session.Account, session.Demo));
            Assert.Equal(account.Roles.Select(role => role.Role), session.Roles.Select(role => role.Role));
        }
    }

    [Fact]
    public async Task A_city_that_is_no_demo_offers_nobody()
    {
        await using var city = await TestCity.Start();

        Assert.Empty(await city.Http.Get<DemoAccountView[]>("demo-accounts"));
        Assert.Equal((401, "SecretWrong"), await Refused(city, new SessionRequest("cockpit", DemoAccounts.Secret)));
    }

    [Fact]
    public async Task A_wrong_secret_and_an_account_that_is_not_there_are_refused_alike()
    {
        await using var city = await Demo();

        Assert.Equal((401, "SecretWrong"), await Refused(city, new SessionRequest("cockpit", "wrong")));
        Assert.Equal((401, "SecretWrong"), await Refused(city, new SessionRequest("nobody", DemoAccounts.Secret)));
    }

    [Fact]
    public async Task Who_signed_out_is_out()
    {
        await using var city = await Demo();
        var answer = await city.Http.Give<SessionRequest, SessionAnswer>(
            "session", new SessionRequest("lead", DemoAccounts.Secret));
        using var http = With(city, answer.Token);
        Assert.Contains("Void", (await http.Get<SessionView>("session")).Commands);

        using var left = await http.DeleteAsync(
            new Uri("session", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("session", UriKind.Relative));
        Assert.Equal(401, (await http.Problem(again)).Status);
    }

    private static Task<TestCity> Demo() =>
        TestCity.Start(parts: DemoCity.Generate(DemoSize.Small, 20_260_301).Parts);

    private static HttpClient With(TestCity city, string token)
    {
        var http = new HttpClient { BaseAddress = city.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<(int, string)> Refused(TestCity city, SessionRequest asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("session", UriKind.Relative))
        {
            Content = System.Net.Http.Json.JsonContent.Create(asked, options: TestCity.Json),
        };
        var problem = await city.Http.Problem(request);
        return (problem.Status, problem.Code);
    }
}
