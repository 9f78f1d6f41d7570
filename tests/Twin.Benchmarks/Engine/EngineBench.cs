using System.CommandLine;
using Orleans;
using Twin.Benchmarks.Measuring;

namespace Twin.Benchmarks.Engine;

/// <summary>What a call, an event and an idle grain cost, beside a bare mailbox.</summary>
/// <remarks>
/// Calls and events are compared with an awaited question to a bare mailbox: publishing is awaited too. Events come in
/// bursts to one consumer; where each goes to another (scattered), and beside messages that nobody awaits, the ratio
/// is told and promises nothing.
/// </remarks>
internal static class EngineBench
{
    private const double CallAtLeast = 0.35;
    private const double GrainToGrainAtLeast = 0.3;
    private const double StreamAtLeast = 0.3;
    private const double CallBytesAtMost = 64;
    private const double IdleBytesAtMost = 400;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);

    public static Command Build() => Bench.Command(
        "engine",
        "Calls, calls between grains and events, as ratios to a bare lock-free mailbox; what grains weigh.",
        (bench, _, cancel) => Run(bench, cancel));

    private static async Task Run(Bench bench, CancellationToken cancel)
    {
        var idle = await Idle(bench.Size(200_000, 2_000));
        await using (var load = await EngineLoad.Start(bench.Size(10_000, 500)))
        {
            await Rates(bench, load);
            bench.AtMost("call_bytes", await CallBytes(), CallBytesAtMost);
            ShowThatAllIsOn(bench, load);
        }

        bench.AtMost("idle_bytes", idle, IdleBytesAtMost);
        await Pauses.Measure(bench, bench.Size(1_000_000, 5_000), bench.SecondsOr(4), cancel);
    }

    private static async Task Rates(Bench bench, EngineLoad load)
    {
        var each = bench.SecondsOr(2);
        (string Name, Func<TimeSpan, Task<Speed>> Run)[] things =
        [
            ("call", load.Call), ("bare_call", load.BareCall),
            ("grain_to_grain", load.CallFromGrains), ("bare_to_bare", load.BareCallFromMailboxes),
            ("stream", load.Deliver), ("bare_tell", load.BareTell),
            ("stream_scattered", load.DeliverScattered), ("bare_tell_scattered", load.BareTellScattered),
        ];
        if (!bench.IsSmoke)
        {
            await Take(2, WarmUp);
        }

        var runs = await Take(bench.RoundsOr(7), each);
        foreach (var (name, _) in things)
        {
            bench.Figure($"{name}_per_s", runs[name], "/s");
        }

        bench.AtLeast("call_ratio", Ratio("call", "bare_call"), CallAtLeast);
        bench.AtLeast("grain_to_grain_ratio", Ratio("grain_to_grain", "bare_to_bare"), GrainToGrainAtLeast);
        bench.AtLeast("stream_ratio", Ratio("stream", "bare_call"), StreamAtLeast);
        bench.Figure("stream_scattered_ratio", Ratio("stream_scattered", "bare_call"));
        bench.Figure("stream_to_bare_tell", runs.Ratio("stream", "bare_tell"), "of one-way messages");
        bench.Figure(
            "stream_scattered_to_bare_tell",
            runs.Ratio("stream_scattered", "bare_tell_scattered"),
            "of one-way messages");

        double Ratio(string ours, string bare)
        {
            bench.Figure($"{ours}_cpu_ratio", runs.Ratio($"{ours}_cpu", $"{bare}_cpu"), "by processor time");
            return runs.Ratio(ours, bare).Median;
        }

        async Task<Interleaved> Take(int rounds, TimeSpan atLeast)
        {
            var taken = new Interleaved();
            await taken.Run(rounds, [.. things.Select(thing => (thing.Name, (Func<Task<double>>)(async () =>
            {
                var speed = await thing.Run(atLeast);
                taken.Add($"{thing.Name}_cpu", speed.PerCpuSecond);
                return speed.PerSecond;
            })))]);
            return taken;
        }
    }

    /// <summary>What is not seen to be on is not measured.</summary>
    private static void ShowThatAllIsOn(Bench bench, EngineLoad load)
    {
        load.Told.Look();
        (string Key, double Seen)[] all =
        [
            ("failed_calls", CallLoad.Failed), ("cancelled_calls", CallLoad.Cancelled),
            ("filter_ran", PassFilter.HasRun ? 1 : 0), ("metered_calls", load.Told.Calls),
            ("metered_durations", load.Told.Durations),
        ];
        bench.Figure("metered_most_waiting", load.Told.MostWaiting);
        foreach (var (key, seen) in all)
        {
            bench.Figure(key, seen);
            if (seen == 0 && !bench.IsSmoke)
            {
                bench.Fault($"{key}: found none, so the load did not have what was promised.");
            }
        }
    }

    /// <summary>Bytes that one awaited call allocates, callers' and grains' sides together.</summary>
    private static async Task<double> CallBytes()
    {
        const int Calls = 200_000;
        using var cancel = new CancellationTokenSource();
        await Some(Calls / 10);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await Some(Calls);
        return Math.Round((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls, 1);

        async Task Some(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                await EngineLoad.Meters[i % EngineLoad.Meters.Length].Add(1, cancel.Token);
            }
        }
    }

    /// <summary>Heap of a grain that sleeps: mailbox, directory entry, key of 24 characters, one number.</summary>
    private static async Task<double> Idle(int grains)
    {
        await using var load = await EngineLoad.Start(grains: 1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Wake(load.Grains, grains);
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)grains;
    }

    internal static async Task Wake(IGrainFactory grains, int many)
    {
        for (var i = 0; i < many; i++)
        {
            await grains.GetGrain<IMeter>($"idle-grain-{i:D13}").Add(1);
        }
    }
}
