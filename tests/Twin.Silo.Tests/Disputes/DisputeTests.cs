using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Silo.Disputes;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Disputes;

/// <summary>A dispute over HTTP: sealed for all but its mediator, its words in the vault and in time gone.</summary>
public sealed class DisputeTests : IDisposable
{
    private const string Secret = "两家约定走廊不再堆物";

    private static readonly DateTimeOffset Friday = new(2026, 6, 12, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-dispute-");
    private readonly JumpingTime _time = new(Friday);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_agreement_is_read_by_the_mediator_alone_and_kept_for_thirty_days()
    {
        await using var city = await Start();
        var id = await InHand(city);
        using var mediator = Mediator(city);
        var agreed = new DisputeRequest(Text: Secret, CommandId: "agree-1");
        var first = await mediator.Give<DisputeRequest, CommandAnswer>($"cases/{id}/dispute/agree", agreed);
        var again = await mediator.Give<DisputeRequest, CommandAnswer>($"cases/{id}/dispute/agree", agreed);
        await mediator.Give<DisputeRequest, CommandAnswer>(
            $"cases/{id}/dispute/route", new DisputeRequest("Court", "民初-17"));

        Assert.Equal((true, first.Version), (again.Again, again.Version));
        var seen = await See(city, id);
        Assert.Equal((Secret, "邻里争吵", "Court", "民初-17", null), (
            seen.Agreement, seen.Report, seen.Route, seen.Reference, seen.Kept));
        _time.JumpTo(_time.GetUtcNow().AddDays(31));
        Assert.True((await See(city, id)).Kept);
        await NobodyElse(city, id);
        await NowhereButInTheVault(city);
    }

    [Fact]
    public async Task A_year_after_its_end_the_words_are_gone_and_the_facts_are_there()
    {
        await using var city = await Start();
        var id = await InHand(city);
        using var mediator = Mediator(city);
        await mediator.Give<DisputeRequest, CommandAnswer>(
            $"cases/{id}/dispute/agree", new DisputeRequest(Text: Secret));
        await mediator.Command(id, "refer-out", new CommandRequest(
            ReferTo: "Court", Reference: "民初-17", Text: "转法院"));
        await city.Services.Settle();
        var retention = city.Services.GetRequiredService<DisputeRetention>();
        _time.JumpTo(Friday.AddDays(364));
        Assert.Equal(0, await retention.Sweep(TestContext.Current.CancellationToken));
        Assert.Equal(Secret, (await See(city, id)).Agreement);

        _time.JumpTo(Friday.AddDays(366));
        Assert.Equal(1, await retention.Sweep(TestContext.Current.CancellationToken));

        var seen = await See(city, id);
        Assert.Equal((null, null, true), (seen.Agreement, seen.Report, seen.Forgotten));
        Assert.NotNull(seen.AgreedAt);
    }

    private static async Task NobodyElse(TestCity city, string id)
    {
        foreach (var account in new[] { "lead", "dispatcher", "head", "handler-enforcement", "auditor", "cockpit" })
        {
            using var http = await city.As(account);
            using var look = await http.GetAsync(
                new Uri($"cases/{id}/dispute?purpose=test", UriKind.Relative), TestContext.Current.CancellationToken);
            var text = await look.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)look.StatusCode is 403 or 404, $"{account}: {look.StatusCode}");
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            using var note = await http.PostAsJsonAsync(
                $"cases/{id}/dispute/break", new DisputeRequest(Text: "x"), TestCity.Json,
                TestContext.Current.CancellationToken);
            Assert.True((int)note.StatusCode is 403 or 404, $"{account}: {note.StatusCode}");
        }
    }

    private static async Task NowhereButInTheVault(TestCity city)
    {
        await foreach (var page in Pages(city))
        {
            Assert.DoesNotContain(Secret, System.Text.Encoding.UTF8.GetString(page.Span), StringComparison.Ordinal);
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pages(TestCity city)
    {
        for (var position = 0L; position < city.Log.Head.Position;)
        {
            var facts = await city.Log.ReadAll(position, 500, TestContext.Current.CancellationToken);
            foreach (var fact in facts)
            {
                yield return fact.Payload;
            }

            position = facts[^1].Position;
        }
    }

    /// <summary>Signs in anew: the time jumps further than a token lasts.</summary>
    private static async Task<DisputeView> See(TestCity city, string id)
    {
        using var mediator = Mediator(city);
        return await mediator.Get<DisputeView>($"cases/{id}/dispute?purpose=mediation");
    }

    /// <summary>A neighbours' dispute that the mediators have accepted.</summary>
    private static async Task<string> InHand(TestCity city)
    {
        var id = (await city.Report(0, text: "邻里争吵", code: "D-01")).CaseId;
        using var dispatcher = await city.As("dispatcher");
        await dispatcher.Command(id, "recall", new CommandRequest(Text: "转调解"));
        await dispatcher.Command(id, "dispatch", new CommandRequest(Department: "CommunityMediation"));
        using var mediator = Mediator(city);
        await mediator.Command(id, "accept");
        return id;
    }

    private static HttpClient Mediator(TestCity city) => RightCity.With(
        city, "mediator-west", [new Bound("Mediator", TinyCity.WestCommunity, "CommunityMediation")]);

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
