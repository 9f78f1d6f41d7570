using System.CommandLine;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Contracts;

namespace Twin.Cli.Watch;

/// <summary><c>twin watch</c>: an area's frames as they come.</summary>
internal static class WatchCommand
{
    private static readonly Option<string> Url = ServerOption.Build();
    private static readonly Option<string?> Area = new("--area") { Description = "area or grid; else the city" };
    private static readonly Option<long?> Frames = new("--frames") { Description = "stop after so many frames" };
    private static readonly Option<double?> Seconds = new("--seconds") { Description = "stop after so many seconds" };
    private static readonly Option<string> Account = new("--account")
    {
        Description = "demo account to sign in with",
        DefaultValueFactory = _ => DemoAccounts.Watcher,
    };

    public static Command Build() => new Command("watch", "Watch an area; a frame that does not fit is a hole, exit 1.")
    {
        Url, Area, Frames, Seconds, Account,
    }.As(Watch);

    private static async Task Watch(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var (most, seconds) = (given.GetValue(Frames), given.GetValue(Seconds));
        if (most < 1 || seconds <= 0)
        {
            throw new InputException(
                $"Found --frames {most} --seconds {seconds}; expected numbers above 0. Leave them out to watch on.");
        }

        using var end = seconds is { } limit
            ? new CancellationTokenSource(TimeSpan.FromSeconds(limit), TimeProvider.System)
            : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, end.Token);
        using var city = ServerOption.Open(given.GetValue(Url)!);
        await city.SignIn(given.GetValue(Account)!, cancel);
        var area = given.GetValue(Area) ?? (await city.City(cancel)).RootId;
        var watch = city.Watch(area, TimeProvider.System);
        FrameView? last = null;
        try
        {
            await foreach (var frame in watch.Read(both.Token))
            {
                Console.WriteLine(LineOf(last = frame));
                if (watch.Frames + watch.Snapshots >= most)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            // The end that was asked for, by time or by Ctrl-C.
        }

        outcome.Add("area", area).Add("frames", watch.Frames).Add("snapshots", watch.Snapshots).Add("cuts", watch.Cuts)
            .Add("resumed", watch.Resumed).Add("holes", watch.Holes).Add("version", last?.Version ?? 0)
            .Add("position", last?.Position ?? 0);
        if (watch.Holes > 0)
        {
            outcome.Fault($"Found {watch.Holes} frames that were neither the next one nor a snapshot; expected none.");
        }

        if (last is null)
        {
            outcome.Fault("No frame came; expected at least the first snapshot. Watch longer, or look at the server.");
        }
    }

    private static string LineOf(FrameView frame)
    {
        var board = frame.Board is { } now
            ? $" open={now.Open} reported={now.Reported} closed={now.Closed} overdue={now.Overdue}"
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{frame.At:HH:mm:ss.fff} {frame.Kind} version={frame.Version} position={frame.Position}{board} "
            + $"children={frame.Children.Length} cases={frame.Cases.Length} posts={frame.Posts.Length}");
    }
}
