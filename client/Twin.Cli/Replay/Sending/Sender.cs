using Twin.Cli.Replay.Rows;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Cli.Replay.Sending;

/// <summary>Reports and closings on their way to the city, in two lanes of pipelined posts.</summary>
internal sealed class Sender : IDisposable
{
    /// <summary>Closings whose report is not answered yet; one more and the file waits.</summary>
    private const int EarlyMax = 2000;

    private readonly TwinClient _city;
    private readonly CaseLife _life;
    private readonly Tally _tally;
    private readonly TimeProvider _time;
    private readonly Lane<Trip> _reports;
    private readonly Lane<Trip> _closings;
    private readonly SemaphoreSlim _early = new(EarlyMax);
    private readonly CancellationToken _cancel;

    public Sender(
        TwinClient city, CaseLife life, Tally tally, SendingBounds bounds, TimeProvider time, CancellationToken cancel)
    {
        (_city, _life, _tally, _time, _cancel) = (city, life, tally, time, cancel);
        _reports = new(PostReports, bounds.LinesPerPost, bounds.PostsAtOnce, cancel);
        _closings = new(
            PostClosings, Math.Max(1, bounds.LinesPerPost / CaseLife.ClosingSteps), bounds.PostsAtOnce, cancel);
    }

    public void Dispose() => _early.Dispose();

    public ValueTask Report(Trip trip) => _reports.Put(trip);

    /// <summary>Closes a row once its report is answered; others need not wait for that, up to a bound.</summary>
    public async ValueTask Close(Trip trip)
    {
        if (trip.CaseId.Task.IsCompleted)
        {
            await CloseAnswered(trip);
            return;
        }

        await _early.WaitAsync(_cancel);
        _ = CloseLater(trip);
    }

    /// <summary>Everything is answered, or the first failure is thrown.</summary>
    public async Task End()
    {
        await _reports.End();
        for (var i = 0; i < EarlyMax; i++)
        {
            await _early.WaitAsync(_cancel);
        }

        await _closings.End();
    }

    private async Task CloseLater(Trip trip)
    {
        try
        {
            await Task.WhenAny(trip.CaseId.Task, _reports.Ended);
            if (trip.CaseId.Task.IsCompleted)
            {
                await CloseAnswered(trip);
            }
        }
        catch (Exception failed)
        {
            // The lane itself tells what failed when the next job comes, or at its end.
            trip.CaseId.TrySetException(failed);
        }
        finally
        {
            _early.Release();
        }
    }

    /// <summary>A refused report has no closing.</summary>
    private async ValueTask CloseAnswered(Trip trip)
    {
        if (await trip.CaseId.Task is not null)
        {
            await _closings.Put(trip);
        }
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
