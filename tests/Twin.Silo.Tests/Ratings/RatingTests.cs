using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Ratings;

/// <summary>Ratings over HTTP: for whoever sees the seats of an area; an appeal, settled by another account.</summary>
public sealed class RatingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-rating-");
    private readonly JumpingTime _time =
        new(new DateTimeOffset(2026, 6, 29, 9, 0, 0, TimeSpan.FromHours(8)), stands: true);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_quarter_is_rated_for_the_area_and_its_grid_may_appeal_once()
    {
        string caseId;
        await using (var city = await Start())
        {
            caseId = (await city.Report(0)).CaseId;
            await city.Services.Settle();
            using var office = As(city, "StreetOffice", null);
            var running = await office.Get<RatingsView>($"areas/{TinyCity.Root}/ratings");
            Assert.Equal(("2026Q2", false, null), (running.Quarter, running.Final, running.AppealUntil));
            Assert.Equal(["g-1", "g-2", "g-3", "g-4"], running.Grids.Select(one => one.Grid));
            Assert.All(running.Grids, one => Assert.Null(one.Stars));
            using var west = As(city, "GridHead", TinyCity.WestGrid);
            Assert.Equal(
                "AppealNotNow", await west.Refused($"areas/{TinyCity.WestGrid}/ratings/2026Q2/appeal", Appeal(caseId)));
            using var refused = new HttpRequestMessage(
                HttpMethod.Get, new Uri($"areas/{TinyCity.Root}/ratings", UriKind.Relative));
            Assert.Equal("NotAllowed", (await west.Problem(refused)).Code);
        }

        _time.JumpTo(_time.GetUtcNow().AddDays(4));
        var path = $"areas/{TinyCity.WestGrid}/ratings/2026Q2";
        var upheld = new RatingRequest(Upheld: true, CommandId: "settle-1");
        RatingsView seen;
        await using (var later = await Start())
        {
            using var head = As(later, "GridHead", TinyCity.WestGrid);
            Assert.Equal("FieldInvalid", await head.Refused($"{path}/appeal", Appeal("no-such")));
            seen = await head.Give<RatingRequest, RatingsView>($"{path}/appeal", Appeal(caseId));
            var again = await head.Give<RatingRequest, RatingsView>($"{path}/appeal", Appeal(caseId));
            Assert.Equal((seen.Position, "Open", true), (again.Position, again.Grids.Single().Appeal, again.Final));
            Assert.Equal(
                "AppealedAlready", await head.Refused($"{path}/appeal", Appeal(caseId) with { CommandId = "b" }));
            using var street = As(later, "StreetOffice", null);
            for (var sent = 0; sent < 2; sent++)
            {
                var settled = await street.Give<RatingRequest, RatingsView>($"{path}/settle", upheld);
                Assert.Equal("Upheld", settled.Grids.Single().Appeal);
            }

            Assert.Equal("NotAllowed", await head.Refused($"{path}/settle", upheld));
        }

        // Each a third time, the last one first, from new connections after a restart: nothing more happens.
        await using var third = await Start();
        var end = third.Log.Head;
        using var thirdOffice = As(third, "StreetOffice", null);
        using var thirdHead = As(third, "GridHead", TinyCity.WestGrid);
        var still = await thirdOffice.Give<RatingRequest, RatingsView>($"{path}/settle", upheld);
        var first = await thirdHead.Give<RatingRequest, RatingsView>($"{path}/appeal", Appeal(caseId));
        Assert.Equal(("Upheld", "Upheld"), (still.Grids.Single().Appeal, first.Grids.Single().Appeal));
        Assert.Equal(end, third.Log.Head);
    }

    private static RatingRequest Appeal(string caseId) => new([caseId], "Weather", CommandId: "appeal-1");

    private static HttpClient As(TestCity city, string role, string? home) =>
        RightCity.With(city, $"{role}-{home}", [new Bound(role, home, null)]);

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
