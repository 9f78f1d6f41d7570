using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Silo.Live;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Live;

/// <summary>A screen that does not read costs the city a full buffer, and the other screens nothing.</summary>
public sealed class StalledTests
{
    /// <summary>Streams of the screen that stalls: together they soon fill every buffer on the way.</summary>
    private const int Streams = 250;

    /// <summary>So many frames of the others without one for the stalled screen: it is out of reach of the ring's lag.
    /// </summary>
    private const int Quiet = Topic.LagFrames + 5;

    private const int MostReports = 600;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_screen_that_does_not_read_holds_up_nobody_and_begins_anew_with_a_snapshot()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start();
        var figures = city.Services.GetRequiredService<LiveFigures>();
        var token = await city.Token("cockpit");
        using var hub = await HubClient.Open(city.Url, token, cancel);
        await using var frames = hub.Watch(TinyCity.WestGrid, null, cancel).GetAsyncEnumerator(cancel);
        using var stalled = await HubClient.Open(city.Url, token, cancel);
        var other = new Screen();
        await Take(other, frames);
        for (var at = 0; at < Streams; at++)
        {
            await stalled.Invoke($"{at}", "Watch", $"[\"{TinyCity.WestGrid}\",null]", cancel);
        }

        var reports = await ReportUntilStalled(city, figures, other, frames);

        // All that was reported is on the other screen, without a hole and without a snapshot in place of frames.
        Assert.Equal((reports, 1, 0), (other.Reported, other.Snapshots, other.Holes));
        Screen[] returned = [.. Enumerable.Range(0, Streams).Select(_ => new Screen())];
        while (returned.Append(other).Max(screen => screen.Version) is var newest
            && returned.Append(other).Any(screen => screen.Version != newest))
        {
            // A minute may have begun meanwhile, and brought a frame of its own.
            await ReadUntil(stalled, returned, newest!.Value);
            while (other.Version < newest)
            {
                await Take(other, frames);
            }
        }

        Assert.All(returned, screen => Assert.Equal((0, other.Shown()), (screen.Holes, screen.Shown())));
        Assert.Contains(returned, screen => screen.Snapshots > 1);
    }

    /// <summary>Reports one by one, each seen by the other screen, until none goes to the stalled one.</summary>
    private static async Task<long> ReportUntilStalled(
        TestCity city, LiveFigures figures, Screen other, IAsyncEnumerator<FrameView> frames)
    {
        var (handed, quiet) = (0L, 0);
        for (var reports = 1; reports <= MostReports; reports++)
        {
            await city.Report(0, $"r-{reports}");
            while (other.Reported < reports)
            {
                await Take(other, frames);
            }

            // What screens have taken; nothing lies anywhere for a screen that has not.
            var now = figures.Frames + figures.Snapshots - other.Frames - other.Snapshots;
            (handed, quiet) = now == handed ? (handed, quiet + 1) : (now, 0);
            if (quiet == Quiet)
            {
                return reports;
            }
        }

        throw new InvalidOperationException($"A screen that does not read still gets all after {MostReports} reports.");
    }

    private static async Task Take(Screen screen, IAsyncEnumerator<FrameView> frames)
    {
        Assert.True(await frames.MoveNextAsync().AsTask().WaitAsync(Soon, TestContext.Current.CancellationToken));
        screen.Take(frames.Current);
    }

    /// <summary>Reads all streams of a connection up to a version.</summary>
    private static async Task ReadUntil(HubClient hub, Screen[] screens, long version)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Soon);
        while (screens.Any(screen => screen.Version is null || screen.Version < version))
        {
            using var message = await hub.Receive(limit.Token);
            var root = message!.RootElement;
            if (root.GetProperty("type").GetInt32() == 2)
            {
                var stream = int.Parse(root.GetProperty("invocationId").GetString()!, CultureInfo.InvariantCulture);
                screens[stream].Take(root.GetProperty("item").Deserialize<FrameView>(TestCity.Json)!);
            }
        }
    }
}
