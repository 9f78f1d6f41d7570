using Twin.Geo.Reference;
using Twin.Scenarios;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Hosting;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Traffic;

/// <summary>Simulated residents report, simulated posts handle: 演示数据, through the same doors as everybody.</summary>
internal sealed partial class DemoTraffic(
    ReferenceCity city, CityBook book, Intake intake, CaseList list, DemoPosts posts, TimeProvider time,
    ILogger<DemoTraffic> logger) : BackgroundService
{
    /// <summary>Every start lives another day.</summary>
    private const int Seed = 1_311;

    /// <summary>
    /// Cases that a fresh city begins with, at once and in all stages, so that its screen is not empty.
    /// </summary>
    private const int FirstCases = 48;

    private const string Client = "demo-residents";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!book.View.Traffic)
        {
            return;
        }

        var residents = new Residents(Seed + (int)(list.Position % int.MaxValue), city);
        await posts.Begin(stoppingToken);
        try
        {
            if (list.Cases == 0)
            {
                for (var i = 0; i < FirstCases; i++)
                {
                    await Report(residents, i, stoppingToken);
                }
            }

            await Task.WhenAll(LetReport(residents, stoppingToken), posts.Run(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task LetReport(Residents residents, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var local = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(time.GetUtcNow(), city.TimeZone).TimeOfDay);
            await Task.Delay(residents.NextGap(local), time, stop);
            await Report(residents, null, stop);
        }
    }

    private async Task Report(Residents residents, int? first, CancellationToken stop)
    {
        try
        {
            var outcome = await intake.Report(residents.Next(), null, Caller.Anonymous, Client, stop);
            if (first is { } number && outcome.IsAnswer)
            {
                await posts.Advance(new City.CaseId(outcome.Answer.CaseId), number % DemoPosts.Steps, stop);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogReport(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A simulated resident could not report")]
    private partial void LogReport(Exception fault);
}
