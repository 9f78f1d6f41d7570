using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Hosting;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_tells_the_log_and_how_its_live_connection_syncs()
    {
        await using var city = await TestCity.Start(options => options with { Log = LogStore.Sqlite });
        var report = await city.Report(0);
        await city.Services.Settle();

        var ready = await city.Http.Get<ReadyView>(new Uri(city.Url, "/health/ready").ToString());

        Assert.Equal(("ready", "sqlite", "2"), (ready.Status, ready.Log.Store, ready.Log.Settings["synchronous"]));
        Assert.True(ready.Position >= report.Position);
        Assert.Equal((1, 0), (ready.List.Cases, ready.List.Behind));
        Assert.Empty(ready.Faults);
    }

    [Fact]
    public async Task Live_answers_without_asking_anything()
    {
        await using var city = await TestCity.Start();

        Assert.Equal("live", await city.Http.GetStringAsync(
            new Uri(city.Url, "/health/live"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_ready_line_names_url_city_log_and_position()
    {
        var folder = Directory.CreateTempSubdirectory("twin-ready-");
        try
        {
            await using var server = CityServer.Build(new SiloOptions
            {
                Urls = "http://127.0.0.1:0",
                DataFolder = folder.FullName,
                Traffic = false,
                Log = LogStore.Memory,
                LogToConsole = false,
            });
            await server.StartAsync(TestContext.Current.CancellationToken);

            var position = server.Services.GetRequiredService<IEventLog>().Head.Position;
            Assert.Equal(
                $"READY url={ReadyLine.UrlOf(server)} city=small log=memory position={position}",
                ReadyLine.Of(server));
            Assert.True(File.Exists(Path.Combine(folder.FullName, "city.json")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_same_import_sets_are_noted_once_however_often_the_city_starts()
    {
        var folder = Directory.CreateTempSubdirectory("twin-silo-");
        try
        {
            long first;
            await using (var city = await TestCity.Start(Sqlite, folder.FullName))
            {
                first = city.Log.Head.Position;
            }

            await using var again = await TestCity.Start(Sqlite, folder.FullName);

            Assert.True(first > 0);
            Assert.Equal(first, again.Log.Head.Position);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static SiloOptions Sqlite(SiloOptions options) => options with { Log = LogStore.Sqlite };
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_with_a_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("twin-silo-");
        try
        {
            await using var city = await TestCity.Start(
                options => options with { Log = LogStore.Sqlite }, folder.FullName);

            await Assert.ThrowsAsync<LogBrokenException>(() => TestCity.Start(
                options => options with { Log = LogStore.Sqlite }, folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_the_city_is_stands_on_its_first_page()
    {
        await using var city = await TestCity.Start();

        var view = await city.Http.Get<CityView>("city");

        Assert.Equal(("试验城", "Asia/Shanghai", TinyCity.Root, false), (view.Name, view.Zone, view.RootId, view.Demo));
        Assert.Equal(new CityCounts(0, 0, 2, 4, 16, 0, 1, 8), view.Counts);
        using var tile = await city.Http.GetAsync(
            new Uri(city.Url, "/tiles/14/13664/6789.mvt"), TestContext.Current.CancellationToken);
        Assert.True(tile.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent);
        Assert.Equal(135, (await city.Http.GetFromJsonAsync<ClassView[]>(
            "classes", TestContext.Current.CancellationToken))!.Length);
    }
}
