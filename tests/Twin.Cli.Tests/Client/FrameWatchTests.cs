using System.Text;
using System.Text.Json;
using Twin.Client;
using Twin.Client.Frames;
using Twin.Contracts;

namespace Twin.Cli.Tests.Client;

public class FrameWatchTests
{
    private readonly List<long?> _asked = [];

    [Fact]
    public async Task Frames_after_a_snapshot_come_in_order()
    {
        var watch = Watch(Stream("snapshot 5", "frame 6", "frame 7"));

        await Gives(watch, [5, 6, 7]);
        Assert.Equal((1, 2, 0), (watch.Snapshots, watch.Frames, watch.Holes));
    }

    [Fact]
    public async Task After_a_cut_it_asks_from_the_last_version_and_counts_the_resume()
    {
        var watch = Watch(Stream("snapshot 5", "frame 6"), Stream("frame 7"), Stream("snapshot 90"));

        await Gives(watch, [5, 6, 7, 90]);
        Assert.Equal([null, 6, 7], _asked);
        Assert.Equal((2, 1, 0), (watch.Cuts, watch.Resumed, watch.Holes));
    }

    [Fact]
    public async Task A_frame_that_does_not_fit_is_a_hole_and_never_handed_out()
    {
        var watch = Watch(Stream("snapshot 5", "frame 7"), Stream("snapshot 9"));

        await Gives(watch, [5, 9]);
        Assert.Equal(1, watch.Holes);
        Assert.Equal([null, null], _asked);
    }

    [Fact]
    public async Task A_frame_without_any_snapshot_before_it_is_a_hole()
    {
        var watch = Watch(Stream("frame 1"), Stream("snapshot 2"));

        await Gives(watch, [2]);
        Assert.Equal(1, watch.Holes);
    }

    [Fact]
    public async Task A_server_that_is_away_is_asked_again()
    {
        var watch = Watch(() => throw new HttpRequestException("away"), Stream("snapshot 5"));

        await Gives(watch, [5]);
        Assert.Equal(2, _asked.Count);
    }

    private static async Task Gives(FrameWatch watch, long[] expected)
    {
        var versions = new List<long>();
        await foreach (var frame in watch.Read(TestContext.Current.CancellationToken))
        {
            versions.Add(frame.Version);
            if (versions.Count == expected.Length)
            {
                break;
            }
        }

        Assert.Equal(expected, versions);
    }

    private FrameWatch Watch(params Func<HttpResponseMessage>[] connections)
    {
        var left = new Queue<Func<HttpResponseMessage>>(connections);
        return new FrameWatch(
            (after, _) =>
            {
                _asked.Add(after);
                return Task.FromResult(left.Dequeue()());
            },
            TimeProvider.System);
    }

    private static Func<HttpResponseMessage> Stream(params string[] frames) => () =>
    {
        var text = new StringBuilder(": hello\n\n");
        foreach (var parts in frames.Select(frame => frame.Split(' ')))
        {
            var view = new FrameView(
                "a", parts[0], long.Parse(parts[1]), null, [], [], [], 1, DateTimeOffset.UnixEpoch);
            text.Append("event: ").Append(parts[0]).Append("\nid: ").Append(parts[1]).Append("\ndata: ")
                .Append(JsonSerializer.Serialize(view, Wire.Of<FrameView>())).Append("\n\n");
        }

        return new HttpResponseMessage { Content = new StringContent(text.ToString()) };
    };
}
