using Twin.Cli.Replay.Rows;
using Twin.Cli.Terminal;

namespace Twin.Cli.Replay.Sending;

/// <summary>Brings reports and closings in the order of time, at a speed or as fast as the city takes them.</summary>
/// <param name="speed">Seconds of the source in one second; null = no waiting.</param>
internal sealed class Playback(Sender sender, double? speed, TimeProvider time)
{
    private const int StepsBetweenNotes = 500;

    /// <summary>Sends all; answers how long it took from the first line to the last answer.</summary>
    public async Task<TimeSpan> Run(
        IReadOnlyList<ReplayRow> rows, IBar bar, Func<TimeSpan, string> note, CancellationToken cancel)
    {
        var steps = StepsOf(rows);
        var start = time.GetTimestamp();
        for (var i = 0; i < steps.Length; i++)
        {
            var (at, trip, closes) = steps[i];
            await Wait(at - steps[0].At, start, cancel);
            await (closes ? sender.Close(trip) : sender.Report(trip));
            if (i % StepsBetweenNotes == 0)
            {
                bar.Move(i, note(time.GetElapsedTime(start)));
            }
        }

        await sender.End();
        return time.GetElapsedTime(start);
    }

    private async ValueTask Wait(TimeSpan sinceFirst, long start, CancellationToken cancel)
    {
        if (speed is { } times && (sinceFirst / times) - time.GetElapsedTime(start) is { Ticks: > 0 } early)
        {
            await Task.Delay(early, time, cancel);
        }
    }

    /// <summary>In the order of time; of one row the report comes first, whatever its times say.</summary>
    private static (DateTimeOffset At, Trip Trip, bool Closes)[] StepsOf(IReadOnlyList<ReplayRow> rows)
    {
        var steps = new List<(DateTimeOffset At, Trip Trip, bool Closes)>(2 * rows.Count);
        foreach (var row in rows)
        {
            var trip = new Trip(row);
            steps.Add((row.Opened, trip, false));
            if (row.Closed is { } closed)
            {
                steps.Add((closed > row.Opened ? closed : row.Opened, trip, true));
            }
        }

        // A stable sort keeps the file's order, and each report before its closing, where times are equal.
        return [.. steps.OrderBy(step => step.At)];
    }
}
