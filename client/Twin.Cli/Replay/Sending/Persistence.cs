using Twin.Client;

namespace Twin.Cli.Replay.Sending;

/// <summary>Sends a post again while the city is full or away; its keys make that harmless.</summary>
internal static class Persistence
{
    private const int TriesMax = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <param name="post">Answers the jobs that have to go again; an empty list means done.</param>
    public static async Task Post<TJob>(
        IReadOnlyList<TJob> jobs, Func<IReadOnlyList<TJob>, bool, CancellationToken, Task<IReadOnlyList<TJob>>> post,
        TimeProvider time, CancellationToken cancel)
    {
        var pause = FirstPause;
        for (var turn = 1; jobs.Count > 0; turn++)
        {
            try
            {
                jobs = await post(jobs, turn == TriesMax, cancel);
            }
            catch (Exception passing) when (IsPassing(passing, cancel) && turn < TriesMax)
            {
                // The whole post goes again.
            }

            if (jobs.Count > 0)
            {
                await Task.Delay(pause, time, cancel);
                pause *= 2;
            }
        }
    }

    /// <summary>Too many requests, or not ready: the same line may pass later.</summary>
    public static bool IsPassing(int status) => status is 429 or 503;

    private static bool IsPassing(Exception broken, CancellationToken cancel) => broken switch
    {
        TwinRefusedException no => IsPassing(no.Problem.Status),
        HttpRequestException or IOException or InvalidDataException => true,
        TaskCanceledException => !cancel.IsCancellationRequested,
        _ => false,
    };
}
