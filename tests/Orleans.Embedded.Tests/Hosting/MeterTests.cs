using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Engine;
using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Hosting;

/// <summary>What the engine tells to those who listen to its meter.</summary>
public sealed class MeterTests
{
    [Fact]
    public async Task The_meter_tells_calls_failures_late_and_cancelled_ones()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings());
        using var stop = new CancellationTokenSource();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var before = Look(host);

        await desk.Add(1);
        await Assert.ThrowsAsync<RefusedException>(() => desk.Fail("no"));
        var cancelled = desk.WaitFor("never", stop.Token);
        await host.Script.Reached("never");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var late = desk.Hurry("slow");
        await host.Script.Reached("slow");
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        var after = Look(host);

        Assert.All(
            [("calls", 4L), ("calls.failed", 1L), ("calls.cancelled", 1L), ("calls.late", 1L)],
            one => Assert.Equal((one.Item1, one.Item2), (one.Item1, after[one.Item1] - before[one.Item1])));
        Assert.Equal(1L, after["grains"]);
    }

    [Fact]
    public async Task The_meter_tells_how_long_calls_take()
    {
        await using var host = await new ThreadPoolDriver().Start(new HostSettings());
        var desk = host.Grains.GetGrain<IDesk>("a");
        using var listener = Listen(host);
        var told = 0;
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref told));
        listener.Start();

        for (var i = 0; i < 4 * EngineMeter.DurationOfOneIn; i++)
        {
            await desk.Add(1);
        }

        Assert.True(told > 0);
    }

    private static Dictionary<string, long> Look(TestHost host)
    {
        var seen = new Dictionary<string, long>();
        using var listener = Listen(host);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            var key = instrument.Name["orleans.embedded.".Length..];
            seen[key] = seen.GetValueOrDefault(key) + value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }

    /// <summary>Hears this host only: others of the process have meters of the same name.</summary>
    private static MeterListener Listen(TestHost host)
    {
        var engine = host.Services.GetRequiredService<GrainEngine>();
        return new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EngineMeter.Name && instrument.Meter.Scope == engine)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
    }
}
