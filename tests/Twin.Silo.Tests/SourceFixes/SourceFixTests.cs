using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.SourceFixes;

/// <summary>Mending a source over HTTP: proposed from repeats, opened, done, counted, across a restart.</summary>
public sealed class SourceFixTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-source-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Repeats_are_proposed_opened_once_and_done_by_their_department()
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(30);
        await using (var city = await Start())
        {
            for (var i = 0; i < 3; i++) await city.Report(0);
            await city.Report(3);
            await city.Services.Settle();
            using var office = As(city, "StreetOffice", TinyCity.WestCommunity);
            var seen = await office.Get<SourceFixesView>("source-fixes");
            var repeats = Assert.Single(seen.Proposals);
            Assert.Equal(("E0104", 3, "Sanitation"), (repeats.Class, repeats.Count, repeats.Owner));
            // Whoever may not see the cases is not told that there are any.
            using var east = As(city, "StreetOffice", TinyCity.EastCommunity);
            Assert.Empty((await east.Get<SourceFixesView>("source-fixes")).Proposals);
            var request = new SourceFixRequest(repeats.Latest, Until: until, CommandId: "open-1");
            Assert.Equal("CaseUnknown", await east.Refused("source-fixes", request));

            var opened = await office.Give<SourceFixRequest, SourceFixesView>("source-fixes", request);
            var again = await office.Give<SourceFixRequest, SourceFixesView>("source-fixes", request);
            Assert.Equal((opened.Position, 1, 0), (again.Position, again.Fixes.Length, again.Proposals.Length));
            Assert.Equal("FixOpenAlready", await office.Refused("source-fixes", request with { CommandId = "b" }));
        }

        await using var later = await Start();
        using var power = As(later, "Handler", null, "Power");
        var done = new SourceFixActRequest("Rescheduled", CommandId: "done-1");
        Assert.Equal("NotAllowed", await power.Refused("source-fixes/1/done", done));
        using var own = As(later, "Handler", null, "Sanitation");
        var item = Assert.Single(
            (await own.Give<SourceFixActRequest, SourceFixesView>("source-fixes/1/done", done)).Fixes);
        Assert.Equal((3, 0, "Rescheduled"), (item.Before, item.After, item.Measure));
        using var lead = await later.As("lead");
        var metrics = await lead.Get<MetricsView>($"areas/{TinyCity.Root}/metrics?window=30d");
        var counted = metrics.Metrics.Single(one => one.Code == "M37");
        Assert.Equal((1.0, 1.0, 1.0), (counted.Value, counted.Numerator, counted.Denominator));
        using var head = As(later, "CentreHead", null);
        Assert.Equal("FixOver", await head.Refused("source-fixes/1/drop", new SourceFixActRequest(Reason: "NotOurs")));
    }

    private static HttpClient As(TestCity city, string role, string? home, string? department = null) =>
        RightCity.With(city, $"{role}-{home}-{department}", [new Bound(role, home, department)]);

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName);
}
