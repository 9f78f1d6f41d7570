using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Twin.Benchmarks.Tests;

/// <summary>Each benchmark runs and prints; how fast it was decides nothing here.</summary>
public sealed class SmokeTests
{
    [Theory]
    [InlineData("point-in-grid", "ratio", "wrong")]
    [InlineData("engine", "call_ratio", "stream_ratio", "call_bytes", "idle_bytes")]
    [InlineData("frames", "city_p99_ms", "echo_p99_ms", "city_share")]
    [InlineData("peer", "times_ordinary", "times_light", "times_batches")]
    [InlineData("log", "ratio_raw64", "ratio_raw1024")]
    [InlineData("log-open", "open_ms", "facts")]
    [InlineData("loop", "ratio_pure", "stages_seen")]
    public async Task A_benchmark_runs_and_ends_with_its_figures(string suite, params string[] keys)
    {
        using var folder = new TempFolder();
        var json = Path.Combine(folder.Path, "figures.json");

        var (exitCode, lines, errors) = await Run([suite, "--smoke", "--json", json]);

        Assert.True(exitCode == 0, $"It ended with {exitCode}: {errors}\n{string.Join('\n', lines)}");
        Assert.StartsWith("machine cores=", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"suite={suite} ", lines[^1], StringComparison.Ordinal);
        var figures = JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!;
        Assert.All(keys, key => Assert.Contains($" {key}=", lines[^1], StringComparison.Ordinal));
        Assert.All(keys, key => Assert.NotNull(figures[key]));
    }

    [Fact]
    public async Task An_unknown_benchmark_is_refused()
    {
        var (exitCode, _, errors) = await Run(["no-such-suite"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("no-such-suite", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string[] Lines, string Errors)> Run(string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Twin.Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancel = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }

    private sealed class TempFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("twin-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
