using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Batches;

/// <summary>Lines of <c>POST /cases:batch</c>; those of one case are carried out one after the other.</summary>
internal sealed class CommandLines(Commands commands, Caller caller, string client, Faults faults)
    : ILines<CommandLineAnswer>
{
    /// <summary>Finished cases are forgotten when so many are remembered.</summary>
    private const int MostRemembered = 4 * LineBatch.MostInFlight;

    private readonly Dictionary<string, Task<CommandLineAnswer>> _last = new(StringComparer.Ordinal);

    public JsonTypeInfo<CommandLineAnswer> AnswerType => WireJson.Relaxed.CommandLineAnswer;

    public ValueTask<CommandLineAnswer> Carry(long number, ReadOnlySequence<byte> line, CancellationToken cancel)
    {
        if (LineReader.Read(line, WireJson.Relaxed.CommandLine, out var read) is { } wrong)
        {
            return ValueTask.FromResult(No(number, null, wrong));
        }

        var before = _last.GetValueOrDefault(read!.CaseId);
        var carried = Carry(number, read, before is { IsCompleted: false } ? before : null);
        if (_last.Count >= MostRemembered)
        {
            Forget();
        }

        _last[read.CaseId] = carried;
        return new ValueTask<CommandLineAnswer>(carried);
    }

    public CommandLineAnswer TooLong(long number) => No(number, null, LineReader.TooLong());

    public CommandLineAnswer TooMany(long number, int most) => No(number, null, LineReader.TooMany(most));

    private async Task<CommandLineAnswer> Carry(long number, CommandLine line, Task<CommandLineAnswer>? before)
    {
        if (before is not null)
        {
            await before;
        }

        try
        {
            var outcome = await commands.Do(
                line.CaseId, line.Command, line.Body, null, caller, client, CancellationToken.None);
            return outcome.IsAnswer
                ? new CommandLineAnswer(number, line.CaseId, 200, outcome.Answer, null)
                : No(number, line.CaseId, outcome.Problem);
        }
        catch (Exception fault)
        {
            return No(number, line.CaseId, faults.Explain(fault));
        }
    }

    private void Forget()
    {
        foreach (var id in _last.Where(known => known.Value.IsCompleted).Select(known => known.Key).ToArray())
        {
            _last.Remove(id);
        }
    }

    private static CommandLineAnswer No(long number, string? caseId, ProblemView problem) =>
        new(number, caseId, problem.Status, null, problem);
}
