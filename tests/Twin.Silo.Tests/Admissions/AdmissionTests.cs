using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Admissions;

/// <summary>The gate before new duties over HTTP, across a restart.</summary>
public sealed class AdmissionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-admission-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_duty_is_in_force_only_where_the_street_has_admitted_it_and_nobody_has_refused()
    {
        await using (var city = await Start())
        {
            using var power = await city.As("handler-power");
            var request = Duty("Power") with { CommandId = "ask-1" };
            var asked = await power.Give<AdmissionRequest, AdmissionsView>("admissions", request);
            var again = await power.Give<AdmissionRequest, AdmissionsView>("admissions", request);
            Assert.Equal(asked.Position, again.Position);
            Assert.Equal((1, false, 0), (again.Duties.Length, again.Duties[0].InForce, again.Minutes));
            Assert.Equal("NotAllowed", (await Refused(power, "admissions", Duty("Fire"))).Code);
            Assert.Equal("NotAllowed", (await Refused(
                power, "admissions/1/admit", new AdmissionAnswerRequest(TinyCity.WestCommunity))).Code);
        }

        await using var later = await Start();
        using var street = As(later, "StreetOffice", null);
        await street.Give<AdmissionAnswerRequest, AdmissionsView>(
            "admissions/1/admit", new AdmissionAnswerRequest(TinyCity.Root));
        var inWest = await street.Get<AdmissionsView>($"admissions?area={TinyCity.WestGrid}");
        Assert.Equal((true, 30), (inWest.Duties[0].InForce, inWest.Minutes));

        using var west = As(later, "CommunitySecretary", TinyCity.WestCommunity);
        Assert.Equal("NotAllowed", (await Refused(
            west, "admissions/1/refuse", new AdmissionAnswerRequest(TinyCity.EastCommunity, "TooMuch"))).Code);
        await west.Give<AdmissionAnswerRequest, AdmissionsView>(
            "admissions/1/refuse", new AdmissionAnswerRequest(TinyCity.WestCommunity, "TooMuch"));

        Assert.Equal(0, (await west.Get<AdmissionsView>($"admissions?area={TinyCity.WestGrid}")).Minutes);
        Assert.Equal(30, (await west.Get<AdmissionsView>("admissions?area=g-3")).Minutes);
    }

    private static AdmissionRequest Duty(string owner) => new(
        owner, TinyCity.Root, "配电房月查", 30, "省令第17号", TimeProvider.System.GetUtcNow().AddDays(90));

    private static HttpClient As(TestCity city, string role, string? home) =>
        RightCity.With(city, $"{role}-{home}", [new Bound(role, home, null)]);

    private static Task<ProblemView> Refused<T>(HttpClient http, string path, T body) => http.Problem(
        new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        });

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName);
}
