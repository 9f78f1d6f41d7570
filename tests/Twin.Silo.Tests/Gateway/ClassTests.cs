using System.Net;
using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

/// <summary>Classes as data: seen by anyone, changed from a day on by the head of the centre.</summary>
public sealed class ClassTests
{
    private static readonly ClassRequest Stricter = new(
        "E0110", "notice 7", Severity: "S3", HandleSteps: ["warn=PT2H/E", "fix=P3D/D"]);

    [Fact]
    public async Task A_change_holds_from_now_on_is_told_once_and_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("twin-silo-");
        try
        {
            await using (var city = await TestCity.Start(Sqlite, folder.FullName))
            {
                using var head = await city.As("head");
                var shipped = await Of(city.Http, "E0110");
                Assert.Equal(("S4", null, null), (shipped.Severity, shipped.ValidFrom, shipped.Versions));

                var changed = await head.Give<ClassRequest, ClassView>("classes", Stricter, "k-1");
                var again = await head.Give<ClassRequest, ClassView>("classes", Stricter, "k-1");

                Assert.Equal("S3", changed.Severity);
                Assert.Equal(shipped.Departments, changed.Departments);
                Assert.Equal(["warn=PT2H/E", "fix=P3D/D"], changed.HandleSteps);
                Assert.Equal(changed.ValidFrom, again.ValidFrom);
                Assert.Equal(2, again.Versions!.Length);
            }

            await using var restarted = await TestCity.Start(Sqlite, folder.FullName);
            var kept = await Of(restarted.Http, "E0110");
            Assert.Equal(("S3", "notice 7"), (kept.Severity, kept.Versions![1].Source));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static Silo.Options.SiloOptions Sqlite(Silo.Options.SiloOptions options) =>
            options with { Log = Silo.Options.LogStore.Sqlite };
    }

    [Fact]
    public async Task A_change_of_tomorrow_is_shown_and_does_not_hold_yet()
    {
        await using var city = await TestCity.Start();
        using var head = await city.As("head");

        var changed = await head.Give<ClassRequest, ClassView>(
            "classes", Stricter with { ValidFrom = DateTimeOffset.Parse("2030-01-01T00:00:00Z", null) });

        Assert.Equal(("S4", null), (changed.Severity, changed.ValidFrom));
        Assert.Equal("S3", changed.Versions![1].Severity);
    }

    [Fact]
    public async Task Nobody_else_changes_a_class_and_what_is_wrong_is_named()
    {
        await using var city = await TestCity.Start();
        using var lead = await city.As("lead");
        using var refused = await lead.PostAsJsonAsync(
            "classes", Stricter, TestCity.Json, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var head = await city.As("head");
        Assert.Equal("class", await WrongField(head, Stricter with { Class = "E9999" }));
        Assert.Equal("handleSteps", await WrongField(head, Stricter with { HandleSteps = ["fix=P1D/Q"] }));
        Assert.Equal("departments", await WrongField(head, Stricter with { Departments = ["Nobody"] }));
        Assert.Equal(
            "validFrom",
            await WrongField(head, Stricter with { ValidFrom = DateTimeOffset.Parse("2020-01-01T00:00:00Z", null) }));
    }

    private static async Task<string?> WrongField(HttpClient http, ClassRequest body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "classes")
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        };
        return (await http.Problem(request)).Field;
    }

    private static async Task<ClassView> Of(HttpClient http, string code) =>
        (await http.Get<ClassView[]>("classes")).Single(row => row.Code == code);
}
