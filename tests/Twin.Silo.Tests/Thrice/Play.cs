using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Grains.Clocks;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>A case that has come as far as its way leads, but for the last step.</summary>
internal sealed record Standing(string CaseId, string Receipt);

/// <summary>The company on one running city: each player has several connections, each its own.</summary>
internal sealed class Play(TestCity city, JumpingTime time) : IDisposable
{
    private readonly ConcurrentDictionary<(Player, int), Lazy<HttpClient>> _clients = new();

    public TestCity City => city;

    /// <summary>Everybody who needs a seat signs on.</summary>
    public async Task Open()
    {
        foreach (var player in Player.All.Where(one => one.Post is not null))
        {
            using var answer = await Of(player, 0).PostAsync(
                new Uri($"posts/{player.Post}/sign-on", UriKind.Relative), null, Cancel);
            Assert.True(answer.IsSuccessStatusCode, $"{player}: {await answer.Content.ReadAsStringAsync(Cancel)}");
        }
    }

    public HttpClient Of(Player player, int connection) =>
        _clients.GetOrAdd((player, connection), key => new Lazy<HttpClient>(() => key.Item1.Client(city))).Value;

    public static Player By(string role) => Player.All.First(one => one.Role == role);

    public async Task<Standing> Prepare(Way way, string key)
    {
        var standing = await Begin(way.Start, key);
        foreach (var step in way.Steps[..^1])
        {
            if (step.IsWait)
            {
                await Wait(standing);
                continue;
            }

            var (path, body) = await Said(step, standing);
            var answer = await Give(Of(step.By!, 0), path, body);
            var stage = answer.GetProperty("stage").GetString();
            Assert.True(stage == step.Leads.ToString(), $"{way}: {step} led to {stage}, expected {step.Leads}.");
        }

        return standing;
    }

    /// <summary>The last step of a way, with an identity of its own.</summary>
    public async Task<Errand> ErrandOf(Way way, Standing standing, string commandId)
    {
        var step = way.Steps[^1];
        var (path, body) = await Said(step, standing);
        object named = body is CommandRequest command
            ? command with { CommandId = commandId }
            : (ObligationRequest)body with { CommandId = commandId };
        return new Errand(way.ToString(), $"case/{standing.CaseId}", commandId, (play, connection) =>
            Tell(play.Of(step.By!, connection), path, named));
    }

    public static async Task<Told> Tell(HttpClient http, string path, object body, string? key = null)
    {
        return Read(await Give(http, path, body, key));
    }

    public static Told Read(JsonElement answer)
    {
        bool? again = answer.TryGetProperty("again", out var word) ? word.GetBoolean() : null;
        // How many cases followed the map is counted once, by whoever changes it.
        var rest = answer.EnumerateObject()
            .Where(field => field.Name is not ("again" or "cases" or "casesLeft")).Select(field => field.ToString());
        return new Told(string.Join(' ', rest), again);
    }

    public static Task<JsonElement> Give(HttpClient http, string path, object body, string? key = null) =>
        http.Give<object, JsonElement>(path, body, key);

    public async Task<Standing> Begin(Start start, string key)
    {
        var begun = start.OnSpot is { } spot
            ? await Of(By("Worker"), 0).Give<OnSpotRequest, ReportAnswer>("./cases:on-spot", spot, key)
            : await city.Http.Give<ReportRequest, ReportAnswer>("reports", start.Report!, key);
        return new Standing(begun.CaseId, begun.Receipt);
    }

    /// <summary>On to the next clock of the case; its facts are there when this ends.</summary>
    public async Task Wait(Standing standing)
    {
        var before = await Desk(standing);
        time.JumpTo(before.Clocks.Where(clock => !clock.Passed).Min(clock => clock.DueAt));
        Dispose();
        while ((await Desk(standing)).Case.Version == before.Case.Version)
        {
            await city.Services.GetRequiredService<ClockRounds>().Sweep(Cancel);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Value.Dispose();
        }

        _clients.Clear();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<(string Path, object Body)> Said(Step step, Standing standing)
    {
        if (step.Act is { } act)
        {
            var seen = await Of(By("GridHead"), 0).Get<CaseView>($"cases/{standing.CaseId}");
            return ($"cases/{standing.CaseId}/obligations/{seen.Obligations![0].Obligation}/{step.Word}", act);
        }

        var body = step.Body!;
        if (body.MergeInto == Wishes.Companion)
        {
            var companion = await Begin(Starts.Plain, $"beside-{standing.CaseId}");
            body = body with { MergeInto = companion.CaseId };
        }

        return ($"cases/{standing.CaseId}/{step.Word}",
            body.Receipt is null ? body : body with { Receipt = standing.Receipt });
    }

    private Task<CaseDeskView> Desk(Standing standing) =>
        Of(By("Auditor"), 0).Get<CaseDeskView>($"cases/{standing.CaseId}/desk");
}
