using Twin.Client;
using Twin.Contracts;

namespace Twin.Long.Stage;

/// <summary>Reports at a steady rate all over the city, so that every screen has something to show.</summary>
internal sealed class Traffic(TwinClient city, AreaView[] grids, int seed, double perSecond, TimeProvider time)
{
    private static readonly string[] Classes = ["E0102", "E0406", "E0110", "E0505", "C0118"];

    private readonly Random _chance = new(seed);
    private long _acknowledged;

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public async Task Run(CancellationToken stop)
    {
        var start = time.GetTimestamp();
        try
        {
            for (var sent = 0; !stop.IsCancellationRequested; sent++)
            {
                var early = TimeSpan.FromSeconds(sent / perSecond) - time.GetElapsedTime(start);
                if (early > TimeSpan.Zero)
                {
                    await Task.Delay(early, time, stop);
                }

                _ = Send(Report(), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    public ReportRequest Report()
    {
        lock (_chance)
        {
            var grid = grids[_chance.Next(grids.Length)];
            return new ReportRequest(
                Class: Classes[_chance.Next(Classes.Length)],
                Lng: grid.Centre.Lng + ((_chance.NextDouble() - 0.5) * 1e-4),
                Lat: grid.Centre.Lat + ((_chance.NextDouble() - 0.5) * 1e-4));
        }
    }

    private async Task Send(ReportRequest report, CancellationToken stop)
    {
        try
        {
            await city.Report(report, null, stop);
            Interlocked.Increment(ref _acknowledged);
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException or TwinRefusedException
            or IOException or System.Text.Json.JsonException)
        {
            // The server is being restarted, or says no: the next one comes soon.
        }
    }
}
