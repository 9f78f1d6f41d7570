using System.Globalization;
using System.Text.Json.Nodes;

namespace Twin.Long.Watchers;

/// <summary>The resident memory of a process, second by second.</summary>
internal sealed class MemoryTrack(int processId, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly List<(double Second, double Bytes)> _seen = [];
    private readonly long _begun = time.GetTimestamp();

    public double Last => _seen.Count == 0 ? double.NaN : _seen[^1].Bytes;

    /// <summary>Every look, in megabytes.</summary>
    public JsonArray Megabytes() => [.. _seen.Select(one => JsonValue.Create(Math.Round(one.Bytes / 1e6, 1)))];

    /// <summary>Looks until cancelled.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                _seen.Add((time.GetElapsedTime(_begun).TotalSeconds, ResidentBytes()));
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <summary>
    /// How much it grew over the last stretch, as a share of its mean there: the line of least squares through all
    /// looks of that stretch, times its length.
    /// </summary>
    public double GrowthOver(TimeSpan stretch)
    {
        var from = _seen.Count == 0 ? 0 : _seen[^1].Second - stretch.TotalSeconds;
        var last = _seen.Where(one => one.Second >= from).ToArray();
        if (last.Length < 2)
        {
            return double.NaN;
        }

        var (second, bytes) = (last.Average(one => one.Second), last.Average(one => one.Bytes));
        var slope = last.Sum(one => (one.Second - second) * (one.Bytes - bytes))
            / last.Sum(one => (one.Second - second) * (one.Second - second));
        return slope * stretch.TotalSeconds / bytes;
    }

    private double ResidentBytes()
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * double.Parse(
            line.AsSpan("VmRSS:".Length).TrimEnd("kB").Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture);
    }
}
