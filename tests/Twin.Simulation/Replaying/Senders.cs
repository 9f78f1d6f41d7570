using Orleans.Embedded.Engine.Virtual;
using Twin.Silo.Gateway.SignIn;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.Replaying;

/// <summary>Brings records in the order of their times, many side by side; a closing waits for its report.</summary>
internal sealed class Senders(IReadOnlyList<RecordedCase> records, VirtualSilo silo, Realm outside, int seed)
{
    private const int AtOnce = 64;

    /// <summary>Milliseconds that a sender may pause, so that clocks, beats and the pump live in between.</summary>
    private const int PauseMost = 20;

    private const string Client = "replay";

    private static readonly Caller Replay = new(Accounts.Find("replay"), null);

    private readonly Random _dice = new(seed ^ 0x5eed);
    private readonly Dictionary<string, TaskCompletionSource<string?>> _reported = new(StringComparer.Ordinal);
    private readonly List<string> _refused = [];

    public Dictionary<string, string> CaseOf { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Refused => _refused;

    public async Task Send()
    {
        var steps = new Queue<(RecordedCase Record, bool Closes)>(Steps());
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Work(steps)));
    }

    /// <summary>In the order of time; of one record the report comes first, whatever its times say.</summary>
    private IEnumerable<(RecordedCase Record, bool Closes)> Steps() => records
        .SelectMany(record => record.ClosedAt is { } closed
            ? new[] { (record.OpenedAt, record, false), (Later(record.OpenedAt, closed), record, true) }
            : [(record.OpenedAt, record, false)])
        .OrderBy(step => step.Item1)
        .Select(step => (step.record, step.Item3));

    private async Task Work(Queue<(RecordedCase Record, bool Closes)> steps)
    {
        while (steps.TryDequeue(out var step))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(PauseMost)), outside.Time);
            await (step.Closes ? Close(step.Record) : Report(step.Record));
        }
    }

    private async Task Report(RecordedCase record)
    {
        var told = Answer(record);
        var outcome = await silo.Ask(async one =>
            await one.Intake.Report(record.Report, record.Key, Replay, Client, CancellationToken.None));
        if (outcome.IsAnswer)
        {
            CaseOf.Add(record.Key, outcome.Answer.CaseId);
        }
        else
        {
            _refused.Add($"{record.Key}: Report answered {outcome.Problem.Code}: {outcome.Problem.Detail}");
        }

        told.SetResult(outcome.IsAnswer ? outcome.Answer.CaseId : null);
    }

    private async Task Close(RecordedCase record)
    {
        if (await Answer(record).Task is not { } caseId)
        {
            return;
        }

        foreach (var line in record.Closing!(caseId))
        {
            var outcome = await silo.Ask(async one => await one.Commands.Do(
                line.CaseId, line.Command, line.Body, null, Replay, Client, CancellationToken.None));
            if (!outcome.IsAnswer)
            {
                _refused.Add($"{record.Key}: {line.Command} answered {outcome.Problem.Code}: {outcome.Problem.Detail}");
                return;
            }
        }
    }

    /// <summary>Whoever comes first makes it: a closing may overtake its report.</summary>
    private TaskCompletionSource<string?> Answer(RecordedCase record)
    {
        if (!_reported.TryGetValue(record.Key, out var told))
        {
            told = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _reported.Add(record.Key, told);
        }

        return told;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
