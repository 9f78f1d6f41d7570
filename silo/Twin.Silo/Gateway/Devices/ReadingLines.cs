using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;
using Twin.Silo.Gateway.Batches;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Devices;

/// <summary>Lines of <c>POST /readings</c>.</summary>
internal sealed class ReadingLines(DeviceDesk desk, Caller caller, Faults faults) : ILines<ReadingLineAnswer>
{
    public JsonTypeInfo<ReadingLineAnswer> AnswerType => WireJson.Relaxed.ReadingLineAnswer;

    public ValueTask<ReadingLineAnswer> Carry(long number, ReadOnlySequence<byte> line, CancellationToken cancel) =>
        LineReader.Read(line, WireJson.Relaxed.ReadingLine, out var read) is { } wrong
            ? ValueTask.FromResult(No(number, null, wrong))
            : Carry(number, read!);

    public ReadingLineAnswer TooLong(long number) => No(number, null, LineReader.TooLong());

    public ReadingLineAnswer TooMany(long number, int most) => No(number, null, LineReader.TooMany(most));

    // Not cancelled with the connection: what was taken in is carried out, and a resend finds it.
    private async ValueTask<ReadingLineAnswer> Carry(long number, ReadingLine line)
    {
        try
        {
            var outcome = await desk.Take(line, caller, CancellationToken.None);
            return outcome.IsAnswer
                ? new ReadingLineAnswer(number, line.Device, outcome.Answer.Again ? 200 : 201, outcome.Answer, null)
                : No(number, line.Device, outcome.Problem);
        }
        catch (Exception fault)
        {
            return No(number, line.Device, faults.Explain(fault));
        }
    }

    private static ReadingLineAnswer No(long number, string? device, ProblemView problem) =>
        new(number, device, problem.Status, null, problem);
}
