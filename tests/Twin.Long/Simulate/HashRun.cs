using System.Diagnostics;
using Twin.Long.Stage;

namespace Twin.Long.Simulate;

/// <summary>One seed in a process of its own, under other circumstances that must not matter.</summary>
/// <param name="Program">The built suites to run; another build may be another configuration.</param>
internal sealed record HashRun(string Name, string Program)
{
    private const string InvariantOn = "\"System.Globalization.Invariant\": true";

    /// <summary>Cores that the process may use and knows of; null = all.</summary>
    public int? Cores { get; init; }

    /// <summary>Such as tr_TR.UTF-8; null = no culture, as the city runs.</summary>
    public string? Locale { get; init; }

    public string? Zone { get; init; }

    /// <summary>What differs from process to process on one machine, and needs no other build.</summary>
    public static IEnumerable<HashRun> OfOneBuild(string program) =>
    [
        new("plain", program),
        new("again", program),
        new("one-core", program) { Cores = 1 },
        new("two-cores", program) { Cores = 2 },
        new("turkish", program) { Locale = "tr_TR.UTF-8", Zone = "America/St_Johns" },
        new("arabic", program) { Locale = "ar_SA.UTF-8", Zone = "Pacific/Chatham" },
        new("german", program) { Locale = "de_DE.UTF-8", Zone = "Europe/Berlin" },
    ];

    /// <summary>The last line as figures; empty when this machine has no cultures.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Run(int seed, int steps, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        using var process = Process.Start(Start(folder, seed, steps))!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        var figures = TwinProcess.FiguresOf((await output).TrimEnd().Split('\n')[^1]);
        return process.ExitCode == 0 ? figures
            : Locale is not null && errors.Contains("ICU", StringComparison.Ordinal) ? new Dictionary<string, string>()
            : throw new IOException($"Run {Name} ended with {process.ExitCode}: {errors}");
    }

    private ProcessStartInfo Start(TempFolder folder, int seed, int steps)
    {
        string[] suite = [Program, "simulate", "--seed", $"{seed}", "--steps", $"{steps}", "--hash"];
        string[] command = Locale is null ? ["dotnet", .. suite]
            : ["dotnet", "exec", "--runtimeconfig", Cultured(folder), .. suite];
        string[] bound = Cores is { } cores && File.Exists("/usr/bin/taskset")
            ? ["taskset", "--cpu-list", $"0-{Math.Min(cores, Environment.ProcessorCount) - 1}", .. command]
            : command;
        var start = new ProcessStartInfo(bound[0], bound[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Set(start, "DOTNET_PROCESSOR_COUNT", Cores is null ? null : $"{Cores}");
        Set(start, "LC_ALL", Locale);
        Set(start, "TZ", Zone);
        return start;
    }

    /// <summary>The city itself knows no culture; here it gets one.</summary>
    private string Cultured(TempFolder folder)
    {
        var settings = File.ReadAllText(Path.ChangeExtension(Program, ".runtimeconfig.json"));
        var file = folder.Of("cultured.runtimeconfig.json");
        File.WriteAllText(file, settings.Replace(
            InvariantOn, InvariantOn.Replace("true", "false", StringComparison.Ordinal), StringComparison.Ordinal));
        return file;
    }

    private static void Set(ProcessStartInfo start, string name, string? value)
    {
        if (value is not null)
        {
            start.Environment[name] = value;
        }
    }
}
