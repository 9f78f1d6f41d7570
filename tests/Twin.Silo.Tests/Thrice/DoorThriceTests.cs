using Twin.Contracts;
using Twin.Silo.Disputes;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.Admissions;
using Twin.Silo.Gateway.Modes;
using Twin.Silo.Gateway.Points;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Thrice;

/// <summary>Every other door that changes something: map, resources, classes, batches, seats, desks, cards.</summary>
/// <remarks>The doors are those of /openapi/v1.json: a new one without an errand makes this red.</remarks>
public sealed class DoorThriceTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 23;

    /// <summary>Commands of cases are sent by the other test; a session is a token, and no fact comes of it.</summary>
    private static readonly string[] Elsewhere =
    [
        "POST /api/v1/reports", "POST /api/v1/cases:on-spot", "POST /api/v1/cases/{caseId}/{command}",
        "POST /api/v1/cases/{caseId}/obligations/{obligation}/{act}", "POST /api/v1/sign-in",
        "POST /api/v1/session", "DELETE /api/v1/session",
        // Open for ten days after a quarter, which this play is not: its own test sends each act three times.
        "POST /api/v1/areas/{id}/ratings/{quarter}/{ratingAct}",
        // No fact comes of a reading: its own test sends one three times, across a restart.
        "POST /api/v1/readings",
        // A ballot begins a week after its topic: its own test prints and votes three times, across a restart.
        "POST /api/v1/topics/{topic}/slips", "POST /api/v1/topics/{topic}/vote",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-doors-");
    private readonly JumpingTime _time =
        new(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)), stands: true);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_door_that_changes_something_has_one_effect()
    {
        var rounds = new Rounds(Seed);
        List<Errand> errands;
        HashSet<string> doors;
        await using (var city = await Start())
        {
            using var play = new Play(city, _time);
            await play.Open();
            errands = [.. await DoorErrands.Of(play), .. await CivicErrands.Of(play)];
            doors = await Doors(city);
            await rounds.Before(play, errands);
            // Their own order counts: what is merged or declined was there before.
            await foreach (var next in ModeErrands.Of(play).Concat(MapErrands.All.ToAsyncEnumerable()))
            {
                await rounds.Before(play, [next]);
                errands.Add(next);
            }

            // A grave case would hold up the step down of the modes.
            var desks = await DeskErrands.Of(play);
            await rounds.Before(play, desks);
            errands.AddRange(desks);
            await city.Services.Settle();
        }

        await using var later = await Start();
        using var again = new Play(later, _time);
        await again.Open();
        var head = later.Log.Head.Position;
        await rounds.After(again, errands);
        await later.Services.Settle();
        Assert.Equal(head, later.Log.Head.Position);
        var effects = await rounds.Check(again, errands);
        var done = errands.Select(errand => string.Join(' ', errand.Name.Split(' ')[..2]))
            .Concat(Elsewhere).ToHashSet();
        output.WriteLine(
            $"seed={Seed} doors={doors.Count} commands={errands.Count} of {errands.Count} sent={rounds.Sent} "
            + $"effects={effects}");
        Assert.Empty(doors.Except(done));
        Assert.Empty(done.Except(doors));
        Assert.Empty(ResourceCommands.Given.Concat(AreaCommands.Given).Concat(ModeCommands.Given)
            .Concat(AdmissionDesk.Given).Concat(PointsDesk.Given).Concat(DisputeDesk.Given)
            .Except(errands.Select(errand => errand.Name.Split(' ')[^1])));
        var erased = errands.Single(errand => errand.Name.StartsWith("DELETE", StringComparison.Ordinal));
        var words = await again.Of(Play.By("Receiver"), 0).Get<WordsView>($"{erased.CommandId}?purpose=test");
        Assert.True(words.Forgotten);
    }

    /// <summary>The operations of the description that are more than a look.</summary>
    private static async Task<HashSet<string>> Doors(TestCity city) =>
    [
        .. RightWalk.Doors(await RightWalk.Description(city)).Select(door => door.Name)
            .Where(name => !name.StartsWith("GET ", StringComparison.Ordinal)),
    ];

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
