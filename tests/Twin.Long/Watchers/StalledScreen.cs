using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Long.Watchers;

/// <summary>A connection that opens a stream for each area and then reads nothing, but says it is alive.</summary>
internal sealed class StalledScreen : IAsyncDisposable
{
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly HubLine _line;
    private readonly Task _alive;

    private StalledScreen(HubLine line, TimeProvider time) =>
        (_line, _alive) = (line, StayAlive(line, time, _stop.Token));

    public static async Task<StalledScreen> Open(
        Uri server, string token, IEnumerable<AreaView> areas, TimeProvider time, CancellationToken cancel)
    {
        var line = await HubLine.Open(server, "/hubs/city", token, cancel);
        foreach (var (area, at) in areas.Select((area, at) => (area, at)))
        {
            await line.Watch($"{at}", area.Id, cancel);
        }

        return new StalledScreen(line, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _alive;
        _line.Dispose();
        _stop.Dispose();
    }

    private static async Task StayAlive(HubLine line, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(AliveEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await line.SayAlive(stop);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or System.Net.WebSockets.WebSocketException)
        {
            // Told to stop, or the server has ended the connection.
        }
    }
}
