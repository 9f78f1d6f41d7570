using Twin.Grains;

namespace Twin.Silo.Live;

/// <summary>Asks one grain for its frames, one question at a time, for as long as somebody watches.</summary>
/// <param name="number">Which topic of the silo this is; it gives it its place in the tick.</param>
internal sealed partial class FramePump(IWatched grain, Topic topic, int number, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// Tick of the last step, hub to screen: the first change goes at once, the next waits for its topic's place.
    /// </summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// After a question that failed; up to half of it comes on top, so that topics do not ask in step.
    /// </summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly Ticks _ticks = new(number, Pace);
    private readonly Random _jitter = new(StringComparer.Ordinal.GetHashCode(topic.Home.Value));

    public async Task Run(Func<bool> isOver, CancellationToken stop)
    {
        string? epoch = null;
        long after = 0;
        while (!stop.IsCancellationRequested && !isOver())
        {
            try
            {
                // The grain holds the answer until it has news; asking the same again after a failure is harmless.
                var frame = await grain.NextFrame(epoch, after, stop);
                (epoch, after) = (frame.Epoch, frame.Version);
                if (topic.Put(frame))
                {
                    await Rest(_ticks.RestAfter(time.GetElapsedTime(startingTimestamp: 0)), stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogAsking(fault, topic.Home.Value);
                await Rest(RetryPause * (1 + (_jitter.NextDouble() / 2)), stop);
            }
        }
    }

    private async Task Rest(TimeSpan pause, CancellationToken stop) =>
        await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Home {Home} did not answer its frame pump; asking again")]
    private partial void LogAsking(Exception fault, string home);
}
