using System.Diagnostics;
using Twin.Benchmarks.Measuring;

namespace Twin.Benchmarks.Peer;

/// <summary>What callers reached who each send the next report when the last one is durable.</summary>
/// <param name="PerSecond">Reports a second.</param>
/// <param name="P99">Milliseconds from sending to durable, of 99 in a hundred.</param>
internal readonly record struct Reached(long Reports, double PerSecond, double P99)
{
    /// <summary>Runs the callers side by side; one turn of a caller may carry several reports.</summary>
    public static async Task<Reached> By(int callers, int reportsEach, TimeSpan atLeast, Func<int, Random, Task> once)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var chance = new Random(caller);
            var took = new List<double>();
            while (clock.Elapsed < atLeast)
            {
                var begun = Stopwatch.GetTimestamp();
                await once(caller, chance);
                took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return took;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        double[] sorted = [.. all.SelectMany(took => took).Order()];
        var reports = sorted.Length * reportsEach;
        return new Reached(reports, reports / seconds, Spread.Quantile(sorted, 0.99));
    }
}
