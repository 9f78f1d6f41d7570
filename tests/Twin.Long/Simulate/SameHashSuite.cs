using System.CommandLine;
using System.Diagnostics;
using Twin.Cli.Terminal;
using Twin.Long.Stage;

namespace Twin.Long.Simulate;

/// <summary>One seed, one hash: whatever process, build, number of cores, culture or zone it runs in.</summary>
internal static class SameHashSuite
{
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 8 };
    private static readonly Option<int> Steps = new("--steps") { DefaultValueFactory = _ => 2_000 };

    public static Command Build() => new Command("same-hash", "One seed in many kinds of processes: the same end.")
    {
        Seed, Steps,
    }.As(Run);

    private static async Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        await BuildDebug(cancel);
        HashRun[] runs =
        [
            .. HashRun.OfOneBuild(Repository.SuitesIn("Release")),
            new HashRun("debug", Repository.SuitesIn("Debug")),
            new HashRun("debug-one-core", Repository.SuitesIn("Debug")) { Cores = 1 },
        ];
        var hashes = new List<string>();
        foreach (var run in runs)
        {
            var said = await run.Run(given.GetValue(Seed), given.GetValue(Steps), cancel);
            if (said.Count == 0)
            {
                Console.WriteLine($"run={run.Name} not run: this machine has no cultures");
                continue;
            }

            Console.WriteLine(
                $"run={run.Name} hash={said["hash"]} cores={said["cores"]} culture={said["culture"]} "
                + $"zone={said["zone"]}");
            hashes.Add(said["hash"]);
        }

        var same = hashes.Count(hash => hash == hashes[0]);
        outcome.Add("runs", hashes.Count).Add("same", same).Add("hash", hashes[0])
            .MustBe("runs that end the same", hashes.Count, same);
    }

    private static async Task BuildDebug(CancellationToken cancel)
    {
        using var build = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["build", "tests/Twin.Long", "-c", "Debug", "-p:SkipWeb=true", "-v", "q", "-nodeReuse:false"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var said = await build.StandardOutput.ReadToEndAsync(cancel);
        await build.WaitForExitAsync(cancel);
        if (build.ExitCode != 0)
        {
            throw new InputException($"The debug build failed; expected it to pass. {said}");
        }
    }
}
