using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Points;

/// <summary>Cards of points over HTTP, across a restart.</summary>
public sealed class PointsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-points-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Service_is_written_down_by_its_keepers_spent_once_and_seen_by_whoever_has_the_card()
    {
        string card;
        await using (var city = await Start())
        {
            using var head = As(city, "GridHead", TinyCity.WestGrid);
            var wish = new CardRequest(TinyCity.WestGrid, "Volunteer", "card-1");
            card = (await head.Give<CardRequest, CardView>("cards", wish)).Card;
            Assert.Equal(card, (await head.Give<CardRequest, CardView>("cards", wish)).Card);
            var hours = new PointsRequest("VolunteerHour", 3, CommandId: "hours-1");
            await head.Give<PointsRequest, CardView>($"cards/{card}/earn", hours);
            Assert.Equal(15, (await head.Give<PointsRequest, CardView>($"cards/{card}/earn", hours)).Balance);
        }

        await using var later = await Start();
        using var keeper = As(later, "GridHead", TinyCity.WestGrid);
        var spends = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await keeper.PostAsJsonAsync(
                $"cards/{card}/redeem", new PointsRequest(Points: 10, Site: "s-1"), TestCity.Json,
                TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }));
        Assert.Equal([200, 409, 409, 409], spends.Order());

        // Nobody has to sign in to look at the own card, in any spelling.
        var seen = await later.Http.Get<CardView>($"cards/{card.ToLowerInvariant()}");
        Assert.Equal((5, 2), (seen.Balance, seen.Lines.Length));
        using var elsewhere = As(later, "GridHead", TinyCity.EastGrid);
        var hazard = new PointsRequest("HazardReport");
        Assert.Equal("NotAllowed", (await Refused(elsewhere, $"cards/{card}/earn", hazard)).Code);
        Assert.Equal("CardUnknown", (await Refused(keeper, "cards/0000000000000000/earn", hazard)).Code);
        await NumberIsNowhere(later, card);
    }

    private static async Task NumberIsNowhere(TestCity city, string card)
    {
        foreach (var fact in await city.Log.ReadAll(0, 1_000, TestContext.Current.CancellationToken))
        {
            var text = fact.Stream + System.Text.Encoding.UTF8.GetString(fact.Payload.Span) + fact.CommandId;
            Assert.DoesNotContain(card, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static HttpClient As(TestCity city, string role, string home) =>
        RightCity.With(city, $"{role}-{home}", [new Bound(role, home, null)]);

    private static Task<ProblemView> Refused<T>(HttpClient http, string path, T body) => http.Problem(
        new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        });

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName);
}
