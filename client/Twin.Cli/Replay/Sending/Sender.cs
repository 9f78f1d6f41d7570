using Twin.Cli.Replay.Rows;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Cli.Replay.Sending;

/// <summary>Reports and closings on their way to the city, in two lanes of pipelined posts.</summary>
internal sealed class Sender
{
    private readonly TwinClient _city;
    private readonly CaseLife _life;
    private readonly Tally _tally;
    private readonly TimeProvider _time;
    private readonly Lane<Trip> _reports;
    private readonly Lane<Trip> _closings;

    public Sender(
        TwinClient city, CaseLife life, Tally tally, SendingBounds bounds, TimeProvider time, CancellationToken cancel)
    {
        (_city, _life, _tally, _time) = (city, life, tally, time);
        _reports = new(PostReports, bounds.LinesPerPost, bounds.PostsAtOnce, cancel);
        _closings = new(
            PostClosings, Math.Max(1, bounds.LinesPerPost / CaseLife.ClosingSteps), bounds.PostsAtOnce, cancel);
    }

    public ValueTask Report(Trip trip) => _reports.Put(trip);

    /// <summary>Waits until the report is answered; a refused report has no closing.</summary>
    public async ValueTask Close(Trip trip)
    {
        if (!trip.CaseId.Task.IsCompleted && await Task.WhenAny(trip.CaseId.Task, _reports.Ended) == _reports.Ended)
        {
            await _reports.Ended;
        }

        if (await trip.CaseId.Task is not null)
        {
            await _closings.Put(trip);
        }
    }

    /// <summary>Everything is answered, or the first failure is thrown.</summary>
    public async Task End()
    {
        await _reports.End();
        await _closings.End();
    }

    private Task PostReports(IReadOnlyList<Trip> trips, CancellationToken cancel) =>
        Persistence.Post(trips, async (left, last, stop) =>
        {
            var answers = await _city.ReportBatch([.. left.Select(trip => _life.Report(trip.Row))], stop);
            var again = new List<Trip>();
            for (var i = 0; i < left.Count; i++)
            {
                if (!last && Persistence.IsPassing(answers[i].Status))
                {
                    again.Add(left[i]);
                    continue;
                }

                _tally.Report(left[i].Row, answers[i]);
                left[i].CaseId.TrySetResult(answers[i].Answer?.CaseId);
            }

            return again;
        }, _time, cancel);

    private Task PostClosings(IReadOnlyList<Trip> trips, CancellationToken cancel) =>
        Persistence.Post(trips, async (left, last, stop) =>
        {
            var lines = new List<CommandLine>(left.Count * CaseLife.ClosingSteps);
            foreach (var trip in left)
            {
                _life.AddClosing(lines, trip.Row, (await trip.CaseId.Task)!);
            }

            CommandLine[] asked = [.. lines];
            CommandLineAnswer[] answers = [.. await _city.CommandBatch(asked, stop)];
            var again = new List<Trip>();
            for (var i = 0; i < left.Count; i++)
            {
                var steps = new Range(i * CaseLife.ClosingSteps, (i + 1) * CaseLife.ClosingSteps);
                if (!last && answers[steps].Any(answer => Persistence.IsPassing(answer.Status)))
                {
                    again.Add(left[i]);
                    continue;
                }

                _tally.Close(left[i].Row, answers.AsSpan(steps), asked.AsSpan(steps));
            }

            return again;
        }, _time, cancel);
}

/// <summary>A row on its way: its case is known once its report is answered, null if that was refused.</summary>
internal sealed record Trip(ReplayRow Row)
{
    public TaskCompletionSource<string?> CaseId { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>How much may be on the way at once.</summary>
/// <param name="LinesPerPost">Lines of one post.</param>
/// <param name="PostsAtOnce">Posts of each lane; then the file waits.</param>
internal sealed record SendingBounds(int LinesPerPost, int PostsAtOnce);
