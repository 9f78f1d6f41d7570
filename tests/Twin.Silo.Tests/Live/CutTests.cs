using System.Globalization;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Live;

/// <summary>Cut connections and a restarted server leave no hole on a screen.</summary>
public sealed class CutTests(ITestOutputHelper output)
{
    /// <summary>The long form cuts 200 times with pauses up to 30 s; this one is for every run.</summary>
    private static readonly int Cuts =
        int.TryParse(Environment.GetEnvironmentVariable("TWIN_CUTS"), CultureInfo.InvariantCulture, out var cuts)
            ? cuts
            : 40;

    [Fact]
    public async Task Random_cuts_resume_and_leave_no_hole()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var traffic = Traffic(city, stop.Token);
        var token = await city.Token("cockpit");
        var random = new Random(17);
        var screen = new Screen();
        var resumed = 0;
        var compared = 0;
        for (var cut = 0; cut < Cuts; cut++)
        {
            var snapshots = screen.Snapshots;
            using (var hub = await HubClient.Open(city.Url, token, cancel))
            {
                await Follow(hub, screen, 1 + random.Next(3), cancel);
            }

            resumed += cut > 0 && screen.Snapshots == snapshots ? 1 : 0;
            if (cut % (Cuts / 20) == 0)
            {
                await Compare(city, token, screen, cancel);
                compared++;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)), TimeProvider.System, cancel);
        }

        await stop.CancelAsync();
        await traffic;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"cuts={Cuts} resumed={resumed} snapshots={screen.Snapshots} holes={screen.Holes} compared={compared}"));
        Assert.Equal(0, screen.Holes);
        Assert.True(resumed >= (Cuts - 1) * 95 / 100, $"{resumed} of {Cuts - 1} resumed");
        Assert.True(compared >= 20);
    }

    [Fact]
    public async Task A_restarted_server_gives_a_snapshot_of_a_higher_version()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("twin-silo-");
        try
        {
            var screen = new Screen();
            string token;
            await using (var city = await TestCity.Start(Sqlite, folder.FullName))
            {
                token = await city.Token("cockpit");
                using var hub = await HubClient.Open(city.Url, token, cancel);
                await city.Report(0);
                await Follow(hub, screen, 1, cancel);
            }

            var before = screen.Version!.Value;
            await using var again = await TestCity.Start(Sqlite, folder.FullName);
            using (var hub = await HubClient.Open(again.Url, token, cancel))
            {
                await Follow(hub, screen, 1, cancel);
            }

            Assert.Equal((2, 0), (screen.Snapshots, screen.Holes));
            Assert.True(screen.Version > before);
            await Compare(again, token, screen, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static SiloOptions Sqlite(SiloOptions options) => options with { Log = LogStore.Sqlite };
    }

    [Fact]
    public async Task A_cockpit_may_watch_every_home_on_one_connection()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start();
        using var hub = await HubClient.Open(city.Url, await city.Token("cockpit"), cancel);
        string[] homes = ["a-1", "a-2", "a-3", "g-1", "g-2", "g-3", "g-4"];
        const int rounds = 40;
        var watches = Enumerable.Repeat(homes, rounds).SelectMany(each => each).Select((home, at) => (home, at));
        foreach (var (home, at) in watches)
        {
            await hub.Invoke($"{at}", "Watch", $"[\"{home}\",null]", cancel);
        }

        var snapshots = new HashSet<string>();
        while (snapshots.Count < homes.Length * rounds && await hub.Receive(cancel) is { } message)
        {
            using (message)
            {
                if (message.RootElement.GetProperty("type").GetInt32() == 2)
                {
                    snapshots.Add(message.RootElement.GetProperty("invocationId").GetString()!);
                }
            }
        }

        Assert.Equal(homes.Length * rounds, snapshots.Count);
    }

    [Theory]
    [InlineData("Watch", "[\"nowhere\",null]", "expected the id of a grid or an area")]
    [InlineData("Watch", "[null,null]", "expected the id of a grid or an area")]
    [InlineData("WatchPost", "[\"nowhere\"]", "expected the id of a post")]
    public async Task A_home_that_is_not_there_is_refused_with_a_sentence(
        string method, string arguments, string sentence)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start();
        using var hub = await HubClient.Open(city.Url, await city.Token("cockpit"), cancel);
        await hub.Invoke("1", method, arguments, cancel);

        using var answer = await hub.Receive(cancel);

        Assert.Contains(sentence, answer!.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hub_needs_a_sign_in()
    {
        await using var city = await TestCity.Start();

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(
            () => HubClient.Open(city.Url, "nothing", TestContext.Current.CancellationToken));
    }

    private static async Task Follow(HubClient hub, Screen screen, int frames, CancellationToken cancel)
    {
        await foreach (var frame in hub.Watch(TinyCity.WestGrid, screen.Version, cancel))
        {
            screen.Take(frame);
            if (--frames == 0)
            {
                return;
            }
        }
    }

    // A fresh screen starts from a snapshot; both are led to the same version and must show the same.
    private static async Task Compare(TestCity city, string token, Screen screen, CancellationToken cancel)
    {
        var fresh = new Screen();
        using var hub = await HubClient.Open(city.Url, token, cancel);
        await Follow(hub, fresh, 1, cancel);
        using var other = await HubClient.Open(city.Url, token, cancel);
        if (screen.Version < fresh.Version)
        {
            await foreach (var frame in other.Watch(TinyCity.WestGrid, screen.Version, cancel))
            {
                screen.Take(frame);
                if (screen.Version >= fresh.Version)
                {
                    break;
                }
            }
        }

        Assert.Equal(fresh.Version, screen.Version);
        Assert.Equal(fresh.Shown(), screen.Shown());
    }

    private static async Task Traffic(TestCity city, CancellationToken stop)
    {
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        try
        {
            for (var at = 0; ; at++)
            {
                var report = await city.Report(0, $"t-{at}");
                if (at % 2 == 0)
                {
                    await worker.Command(report.CaseId, "accept");
                    await worker.Command(report.CaseId, "handle", new Contracts.CommandRequest(Text: "x", Photo: true));
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }
}
