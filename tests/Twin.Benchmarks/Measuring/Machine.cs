using System.Globalization;
using System.Reflection;
using System.Runtime;

namespace Twin.Benchmarks.Measuring;

/// <summary>What a figure was taken on: without it a figure says nothing.</summary>
internal static class Machine
{
    private const double Gigabyte = 1_000_000_000;

    public static string Line()
    {
        var version = typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var commit = version?.InformationalVersion.Split('+') is [_, { Length: >= 7 } hash] ? hash[..7] : "unknown";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"machine cores={Environment.ProcessorCount} model=\"{Model()}\" memory_gb={memory:F0} load={Load()} "
            + $"dotnet={Environment.Version} server_gc={GCSettings.IsServerGC} commit={commit}");
    }

    /// <summary>Mean number of processes that wanted a core in the last minute.</summary>
    public static string Load() =>
        FirstLine("/proc/loadavg", _ => true) is { } line ? line.Split(' ')[0] : "?";

    private static string Model() =>
        FirstLine("/proc/cpuinfo", static line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "unknown";

    private static string? FirstLine(string file, Func<string, bool> fits) =>
        File.Exists(file) ? File.ReadLines(file).FirstOrDefault(fits) : null;
}
