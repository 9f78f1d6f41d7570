using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Commits;
using Twin.EventLog.Postgres;
using Twin.EventLog.Sqlite;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Another process with two writers, paused between assign and commit until it is told to go on.</summary>
internal sealed class SecondProcess : IDisposable
{
    public const string Word = "append-paused";
    private const string Paused = "paused";
    private readonly Process _process;

    private SecondProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until its places are given and nothing is stored.</summary>
    public static async Task<SecondProcess> StartPaused(string place, CancellationToken cancel)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Twin.EventLog.Tests.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, Word, place])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadLineAsync(cancel);
        return said == Paused
            ? new SecondProcess(process)
            : throw new InvalidOperationException($"The second process said '{said}'; expected '{Paused}'.");
    }

    /// <summary>Lets it go on; answers what its two writers were told.</summary>
    public async Task<string[]> GoOn(CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync("go on");
        await _process.StandardInput.FlushAsync(cancel);
        var said = await _process.StandardOutput.ReadToEndAsync(cancel);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>What the second process does.</summary>
    public static async Task<int> Run(string place)
    {
        var hooks = new TestHooks
        {
            BeforeCommit = _ =>
            {
                Console.WriteLine(Paused);
                Console.ReadLine();
            },
        };
        await using IEventLog log = PostgresPlace.IsPlace(place)
            ? PostgresEventLog.Open(
                PostgresPlace.Parse(place), new PostgresLogOptions { Hooks = hooks }, TimeProvider.System,
                NullLogger.Instance)
            : SqliteEventLog.Open(
                place, new SqliteLogOptions { Hooks = hooks }, TimeProvider.System, NullLogger.Instance);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
        {
            try
            {
                var batch = Given.One("case/shared", 0, $"second-{i}", "area/1");
                Console.WriteLine($"stored {(await log.Append(batch, CancellationToken.None)).LastPosition}");
            }
            catch (Exception refused) when (refused is LogConflictException or LogBrokenException)
            {
                Console.WriteLine($"refused {refused.Message}");
            }
        }));
        return 0;
    }
}
