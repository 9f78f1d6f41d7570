using Twin.Cli.Terminal;

namespace Twin.Long.Stage;

/// <summary>The verification in a process of its own, as part of a suite.</summary>
internal static class Verified
{
    public static async Task Tell(SiloProcess silo, Outcome outcome, CancellationToken cancel)
    {
        var said = await TwinProcess.Run(["verify", "--url", silo.Url.ToString()], cancel);
        outcome.Add("verifyFigures", said.Figures.GetValueOrDefault("figures", "none"))
            .Add("verifyEqual", said.Figures.GetValueOrDefault("equal", "none"));
        if (said.ExitCode != 0)
        {
            outcome.Fault($"twin verify ended with {said.ExitCode}: {said.Errors.Trim()}");
        }
    }
}
