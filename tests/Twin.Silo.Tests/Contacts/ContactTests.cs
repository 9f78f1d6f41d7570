using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Twin.City;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Contacts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Contacts;

public sealed class ContactTests
{
    private const string Reachable = "13900139000 (张)";
    private const string Purpose = "?purpose=first-contact";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_who_has_the_case_in_hand_is_shown_how_the_reporter_is_reached()
    {
        await using var city = await TestCity.Start();
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        using var other = await city.As("worker-2", "g-1-2");
        using var receiver = await city.As("receiver");
        using var cockpit = await city.As("cockpit");
        var one = await Report(city);
        var path = $"cases/{one.CaseId}/contact{Purpose}";

        Assert.Equal(HttpStatusCode.Forbidden, await Status(worker, path));
        await worker.Command(one.CaseId, "accept");
        var before = TimeProvider.System.GetUtcNow();
        var shown = await worker.Get<ContactView>(path);

        Assert.Equal(Reachable, shown.Contact);
        Assert.InRange(shown.ShowUntil, before.AddSeconds(60), TimeProvider.System.GetUtcNow().AddSeconds(60));
        foreach (var nobody in new[] { other, receiver, cockpit })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await Status(nobody, path));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(city.Http, path));
        var reads = await city.Services.GetRequiredService<IVault>().ReadAudit($"contact/{one.CaseId}", Cancel);
        var read = Assert.Single(reads);
        Assert.Equal(("worker-1", "Handler", "first-contact"), (read.Account, read.Role, read.Purpose));
    }

    [Fact]
    public async Task It_is_in_no_file_and_no_answer_but_that_one()
    {
        var folder = Directory.CreateTempSubdirectory("twin-silo-");
        try
        {
            string caseId;
            await using (var city = await TestCity.Start(
                options => options with { Log = Silo.Options.LogStore.Sqlite }, folder.FullName))
            {
                using var cockpit = await city.As("cockpit");
                caseId = (await Report(city)).CaseId;
                Assert.DoesNotContain(
                    "13900139000",
                    await cockpit.GetStringAsync(new Uri($"cases/{caseId}", UriKind.Relative), Cancel),
                    StringComparison.Ordinal);
            }

            var number = Encoding.UTF8.GetBytes("13900139000");
            Assert.All(
                folder.EnumerateFiles("*", SearchOption.AllDirectories),
                file => Assert.Equal(-1, File.ReadAllBytes(file.FullName).AsSpan().IndexOf(number)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task It_is_forgotten_when_the_case_is_archived()
    {
        await using var city = await TestCity.Start();
        var contacts = city.Services.GetRequiredService<ContactDesk>();
        var old = new CaseId("c-old");
        await contacts.Keep(old, Reachable, Cancel);
        await city.Log.Append(
            new NewBatch
            {
                Stream = "case/c-old",
                ExpectedVersion = 0,
                Facts = [new NewFact("case/Archived", 1, "{}"u8.ToArray(), [])],
                At = DateTimeOffset.UnixEpoch.AddYears(56),
                By = new Author("system", "System"),
                CommandId = "archive",
                RulesVersion = "1",
            },
            Cancel);

        await city.Services.GetRequiredService<ContactArchive>().Sweep(Cancel);

        Assert.False(await contacts.Forget(old, Cancel));
    }

    private static Task<ReportAnswer> Report(TestCity city)
    {
        var at = TinyCity.Within(0);
        return city.Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Class: "E0104", Lng: at.Lng, Lat: at.Lat, Contact: Reachable));
    }

    private static async Task<HttpStatusCode> Status(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }
}
