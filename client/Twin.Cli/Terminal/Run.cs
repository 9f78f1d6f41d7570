using System.CommandLine;
using System.Text.Json;
using Twin.Client;

namespace Twin.Cli.Terminal;

/// <summary>Runs a command's work; whatever goes wrong ends in one sentence and exit code 1.</summary>
internal static class Run
{
    public static readonly Option<string?> Json = new("--json")
    {
        Description = "also write the figures to this file",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>Makes the work the command's action and gives the command <c>--json</c>.</summary>
    public static Command As(this Command command, Func<ParseResult, Outcome, CancellationToken, Task> work)
    {
        command.Options.Add(Json);
        command.SetAction((parsed, cancel) => Tell(parsed, work, cancel));
        return command;
    }

    private static async Task<int> Tell(
        ParseResult parsed, Func<ParseResult, Outcome, CancellationToken, Task> work, CancellationToken cancel)
    {
        var outcome = new Outcome();
        try
        {
            await work(parsed, outcome, cancel);
        }
        catch (Exception wrong) when (SentenceOf(wrong, cancel) is { } sentence)
        {
            outcome.Fault(sentence).Add("failed", wrong.GetType().Name);
        }

        return outcome.Tell(Console.Out, Console.Error, parsed.GetValue(Json));
    }

    /// <summary>Null for what only a programmer can repair: that keeps its stack.</summary>
    private static string? SentenceOf(Exception wrong, CancellationToken cancel) => wrong switch
    {
        InputException or TwinRefusedException or InvalidDataException => wrong.Message,
        HttpRequestException => $"The server does not answer: {wrong.Message} Is it started, and is --url right?",
        JsonException => $"The answer cannot be read: {wrong.Message} Is --url a twin server of this version?",
        IOException or UnauthorizedAccessException => wrong.Message,
        TaskCanceledException when !cancel.IsCancellationRequested => "The server gave no answer in time. Try again.",
        OperationCanceledException when cancel.IsCancellationRequested => "Stopped before the end.",
        _ => null,
    };
}
