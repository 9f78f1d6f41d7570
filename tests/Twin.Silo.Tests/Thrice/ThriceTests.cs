using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>What is sent three times, from three connections, in any order, across a restart, is done once.</summary>
/// <remarks>
/// The commands are those of the shipped table, which another test holds against the specification's.
/// TWIN_THRICE_SEED draws another order.
/// </remarks>
public sealed class ThriceTests(ITestOutputHelper output) : IDisposable
{
    private const int PreparedTogether = 8;

    /// <summary>Monday, 15 June 2026, 09:00 in the city; it stands, so no clock becomes due by itself.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly string[] OfTheCity =
        [.. CityTables.Commands.Where(row => row.Who.All(who => who == "System")).Select(row => row.Command)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-thrice-");
    private readonly JumpingTime _time = new(Monday, stands: true);
    private readonly int _seed =
        int.TryParse(Environment.GetEnvironmentVariable("TWIN_THRICE_SEED"), out var asked) ? asked : 17;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_command_of_the_table_and_each_act_has_one_effect()
    {
        var rounds = new Rounds(_seed);
        List<Errand> errands;
        int refused;
        await using (var city = await Start())
        {
            using var play = new Play(city, _time);
            await play.Open();
            errands = await Errands(play);
            await rounds.Before(play, errands);
            refused = await RefusedByTheDoor(play);
            await city.Services.Settle();
        }

        await using var later = await Start();
        using var again = new Play(later, _time);
        await again.Open();
        await rounds.After(again, errands);
        var effects = await rounds.Check(again, errands);
        var done = errands.Select(errand => errand.Name.Split(' ')[0]).ToHashSet();
        var given = CityTables.Commands.Select(row => row.Command).Where(done.Contains).ToList();
        output.WriteLine(
            $"seed={_seed} commands={given.Count} of {CityTables.Commands.Length} refused={refused} "
            + $"bySystem={await DoneByTheCity(later)} acts={ObligationActs.Given.Count(done.Contains)} of "
            + $"{ObligationActs.Given.Count} ways={errands.Count} sent={rounds.Sent} effects={effects}");
        Assert.Equal(CityTables.Commands.Length, given.Count + refused);
        Assert.Empty(ObligationActs.Given.Except(done));
        Assert.Equal(errands.Count * Rounds.Times, rounds.Sent);
    }

    /// <summary>Each case stands right before its command; those that needed time first, since time is everybody's.
    /// </summary>
    private async Task<List<Errand>> Errands(Play play)
    {
        var search = new WaySearch(
            play.City.Services.GetRequiredService<CaseRules>(), play.City.Services.GetRequiredService<Places>());
        var late = search.Find(Thrice.Starts.All, Goals, _time.GetUtcNow(), mayWait: true).Values
            .Where(way => way.Waits).ToList();
        var errands = new ConcurrentBag<Errand>();
        foreach (var way in late)
        {
            errands.Add(await Prepared(play, way));
        }

        var ways = Ways(search, [.. Goals.Except(late.Select(way => way.Goal))]);
        await Parallel.ForEachAsync(
            ways,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = PreparedTogether,
                CancellationToken = TestContext.Current.CancellationToken,
                TaskScheduler = TaskScheduler.Current,
            },
            async (way, _) => errands.Add(await Prepared(play, way)));
        return
        [
            .. errands.Concat(Reports()).OrderBy(errand => errand.CommandId, StringComparer.Ordinal),
        ];
    }

    private List<Way> Ways(WaySearch search, IReadOnlyCollection<Goal> goals)
    {
        var ways = search.Find(Thrice.Starts.All, goals, _time.GetUtcNow());
        var unreached = goals.Except(ways.Keys).ToList();
        Assert.True(unreached.Count == 0, $"No way leads to {string.Join(", ", unreached)}.");
        var acts = ObligationActs.Given
            .SelectMany(act => Player.All.Select(one => new Goal(act, one.Role))).ToHashSet();
        var whistles = ways.Values.Where(way => way.Goal.Word == "RaiseWhistle");
        return [.. ways.Values, .. search.FindActs(whistles, acts, _time.GetUtcNow()).Values];
    }

    private static async Task<Errand> Prepared(Play play, Way way) =>
        await play.ErrandOf(way, await play.Prepare(way, $"{way.Goal}"), $"thrice {way.Goal}");

    /// <summary>Each role of each command, but for the two that begin a case.</summary>
    private static Goal[] Goals =>
    [
        .. from row in CityTables.Commands
        where row.Command is not ("Report" or "HandleOnSpot")
        from role in row.Who
        where role != "System"
        select new Goal(row.Command, role),
    ];

    /// <summary>The two commands that begin a case, by everybody who may.</summary>
    private static IEnumerable<Errand> Reports()
    {
        foreach (var role in CityTables.CommandOf["Report"].Who.Except(["System"]))
        {
            var (player, key) = (Play.By(role), $"report-{role}");
            var id = Receipts.CaseOf(player.Account, nameof(CaseSource.App), key);
            yield return new Errand($"Report by {role}", $"case/{id}", $"report/{id}", (play, connection) =>
                Play.Tell(play.Of(player, connection), "reports", Thrice.Starts.Plain.Report!, key));
        }

        var worker = Play.By("Worker");
        var spot = Receipts.CaseOf(worker.Account, "on-spot", "spot");
        yield return new Errand("HandleOnSpot by Worker", $"case/{spot}", $"on-spot/{spot}", (play, connection) =>
            Play.Tell(play.Of(worker, connection), "./cases:on-spot", Thrice.Starts.OnSpot, "spot"));
    }

    /// <summary>Commands of the city itself: whoever sends one three times is refused, and nothing is stored.</summary>
    private static async Task<int> RefusedByTheDoor(Play play)
    {
        var one = await play.Begin(Thrice.Starts.Plain, "refused");
        var head = play.City.Log.Head.Position;
        var sendings =
            from command in OfTheCity
            from player in Player.All
            from connection in Enumerable.Range(1, Rounds.Times)
            select (command, player, connection);
        foreach (var (command, player, connection) in sendings)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, new Uri($"cases/{one.CaseId}/{command}", UriKind.Relative))
            {
                Content = JsonContent.Create(new CommandRequest(CommandId: $"of-the-city-{command}")),
            };
            var problem = await play.Of(player, connection).Problem(request);
            Assert.True(problem.Status is 403 or 404, $"{command} by {player}: {problem.Detail}");
        }

        Assert.Equal(head, play.City.Log.Head.Position);
        return OfTheCity.Length;
    }

    /// <summary>Commands of the city itself that it gave meanwhile.</summary>
    private static async Task<int> DoneByTheCity(TestCity city)
    {
        var facts = await city.Log.ReadAll(0, int.MaxValue, TestContext.Current.CancellationToken);
        var kinds = facts.Where(fact => fact.By.Role == "System").Select(fact => fact.Kind).ToHashSet();
        return OfTheCity.Count(word => kinds.Contains($"case/{CityTables.CommandOf[word].Fact}"));
    }

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
