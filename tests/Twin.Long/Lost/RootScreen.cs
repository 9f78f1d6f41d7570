using System.Collections.Concurrent;
using Twin.Client.Frames;

namespace Twin.Long.Lost;

/// <summary>A screen that notes when it was first shown how many facts.</summary>
internal sealed class RootScreen(FrameWatch watch, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, long> _firstShown = [];

    public long Holes => watch.Holes;

    /// <summary>Timestamp at which the board first held so many facts; null = never.</summary>
    public long? FirstWith(long facts) => _firstShown.TryGetValue(facts, out var at) ? at : null;

    public async Task Run(CancellationToken stop)
    {
        try
        {
            await foreach (var frame in watch.Read(stop))
            {
                if (frame.Board is { } board)
                {
                    _firstShown.TryAdd(board.Facts, time.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
