using System.Net;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Chains;

/// <summary>Why a case is as it is, over HTTP: the facts of the case, its clocks, now and then.</summary>
public sealed class ChainTests
{
    [Fact]
    public async Task The_chain_is_the_case_and_each_link_names_a_role()
    {
        await using var city = await TestCity.Start();
        var id = await city.Live(0);
        using var lead = await city.As("lead");

        var seen = await lead.Get<CaseView>($"cases/{id}");
        var chain = await lead.Get<CaseChainView>($"cases/{id}/chain");

        Assert.Equal((seen.Stage, seen.Position), (chain.Stage, chain.Position));
        Assert.Equal(
            seen.Steps, chain.Links.Select(link => new StepView(
                link.Version, link.Position, link.Fact, link.At, link.Stage)));
        Assert.All(chain.Links.Skip(1), link => Assert.InRange(link.After!.Value, 1, link.Version - 1));
        Assert.All(chain.Links, link => Assert.NotEqual("", link.RoleZh));
        var handled = chain.Links.Single(link => link.Fact == "Handled");
        var clock = handled.Clocks.Single(one => one.Clock == "T5");
        Assert.Equal((seen.DueAt, seen.HandledAt), (clock.DueAt, clock.EndedAt));
        Assert.Equal(("Handler", "Enforcement", 0d), (clock.Role, clock.Department, clock.LateSeconds));
        Assert.Equal("派遣员", chain.Links.Last(link => link.Fact == "Dispatched").RoleZh);
    }

    [Fact]
    public async Task Of_a_past_moment_it_ends_there_and_what_ran_runs()
    {
        await using var city = await TestCity.Start();
        var id = await city.Live(0);
        await city.Services.Settle();
        using var lead = await city.As("lead");
        var now = await lead.Get<CaseChainView>($"cases/{id}/chain");
        Assert.DoesNotContain(now.Running, clock => clock.Clock == "T5");

        foreach (var link in now.Links)
        {
            var then = await lead.Get<CaseChainView>($"cases/{id}/chain?position={link.Position}");
            Assert.Equal((link.Position, link.At), (then.Position, then.Until));
            Assert.Equal(
                now.Links.Where(one => one.Version <= link.Version).Select(one => one.Version),
                then.Links.Select(one => one.Version));
        }

        var accepted = now.Links.Last(link => link.Fact == "Accepted" && link.Stage == "Handling");
        var handling = await lead.Get<CaseChainView>($"cases/{id}/chain?position={accepted.Position}");
        Assert.Contains(handling.Running, clock => clock is { Clock: "T5", EndedAt: null, LateSeconds: 0 });
        using var before = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"cases/{id}/chain?position={now.Links[0].Position - 1}", UriKind.Relative));
        Assert.Equal("CaseUnknown", (await lead.Problem(before)).Code);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_case_is_told_that_there_is_none()
    {
        await using var city = await TestCity.Start();
        var id = (await city.Report(0, code: "E0202")).CaseId;
        using var stranger = await city.As("handler-construction");

        using var own = await stranger.GetAsync(
            new Uri($"cases/{id}/chain", UriKind.Relative), TestContext.Current.CancellationToken);
        using var none = await stranger.GetAsync(
            new Uri("cases/nosuchcase/chain", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (own.StatusCode, none.StatusCode));
    }
}
