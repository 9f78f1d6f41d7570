using System.Diagnostics;
using System.Globalization;

namespace Twin.Long.Stage;

/// <summary>What the tool said: its exit code, its last line as figures, its peak memory.</summary>
internal sealed record TwinSaid(
    int ExitCode, IReadOnlyDictionary<string, string> Figures, string Errors, TimeSpan Took, long PeakBytes)
{
    public long this[string key] => Figures.TryGetValue(key, out var text)
        && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException(
                $"The tool's last line has no whole number {key}; it has {string.Join(' ', Figures)}. {Errors}");
}

/// <summary>The built tool as a process of its own.</summary>
internal static class TwinProcess
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public static async Task<TwinSaid> Run(string[] arguments, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.Twin, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(cancel), Task.Delay(BetweenLooks, TimeProvider.System, cancel));
            cancel.ThrowIfCancellationRequested();
        }

        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new TwinSaid(
            process.ExitCode, FiguresOf(lines.LastOrDefault() ?? ""), await errors,
            TimeProvider.System.GetElapsedTime(started), peak);
    }

    internal static Dictionary<string, string> FiguresOf(string line) => line
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0])
        .ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1]);

    /// <summary>The most memory that the system has seen this process hold; 0 where it does not tell.</summary>
    private static long PeakOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status")
                .FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024 * long.Parse(
                    line.AsSpan("VmHWM:".Length).TrimEnd("kB").Trim(), NumberStyles.Integer,
                    CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
