using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Batches;

/// <summary>Lines of <c>POST /reports:batch</c>.</summary>
internal sealed class ReportLines(Intake intake, Caller caller, string client, Faults faults) : ILines<ReportLineAnswer>
{
    public JsonTypeInfo<ReportLineAnswer> AnswerType => WireJson.Relaxed.ReportLineAnswer;

    public ValueTask<ReportLineAnswer> Carry(long number, ReadOnlySequence<byte> line, CancellationToken cancel) =>
        LineReader.Read(line, WireJson.Relaxed.ReportLine, out var read) is { } wrong
            ? ValueTask.FromResult(No(number, null, wrong))
            : Carry(number, read!);

    public ReportLineAnswer TooLong(long number) => No(number, null, LineReader.TooLong());

    public ReportLineAnswer TooMany(long number, int most) => No(number, null, LineReader.TooMany(most));

    // Not cancelled with the connection: what was taken in is carried out, and a resend finds it.
    private async ValueTask<ReportLineAnswer> Carry(long number, ReportLine line)
    {
        try
        {
            var outcome = await intake.Report(line.Report, line.Key, caller, client, CancellationToken.None);
            return outcome.IsAnswer
                ? new ReportLineAnswer(number, line.Key, outcome.Answer.Again ? 200 : 201, outcome.Answer, null)
                : No(number, line.Key, outcome.Problem);
        }
        catch (Exception fault)
        {
            return No(number, line.Key, faults.Explain(fault));
        }
    }

    private static ReportLineAnswer No(long number, string? key, ProblemView problem) =>
        new(number, key, problem.Status, null, problem);
}
