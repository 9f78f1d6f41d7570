using Twin.Contracts;

namespace Twin.Long.Watchers;

/// <summary>One screen of the crowd: which frames it got, and how late marked events came.</summary>
/// <remarks>
/// Marked events are reports of a drill: nothing else moves the drills of a board, and each area above counts each
/// once. They go out far apart, so the n-th drill on the board is the n-th that was due.
/// </remarks>
internal sealed class Onlooker(AreaView area, TimeProvider time)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Queue<(long DueAt, Stretch Stretch)> _due = new();
    private long _shown;

    public AreaView Area => area;

    /// <summary>The first frame is here.</summary>
    public Task Ready => _ready.Task;

    public long Version { get; private set; }

    public long Frames { get; private set; }

    /// <summary>After the first: each stands for frames that this screen was too slow for.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Frames that did not follow on the one before.</summary>
    public long Holes { get; private set; }

    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _due.Count == 0;
            }
        }
    }

    /// <summary>A marked event below this area is due at a moment.</summary>
    public void Expect(long dueAt, Stretch stretch)
    {
        lock (_gate)
        {
            _due.Enqueue((dueAt, stretch));
        }
    }

    public void Take(ReadOnlyMemory<byte> message)
    {
        var now = time.GetTimestamp();
        var frame = FrameGist.Of(message.Span);
        lock (_gate)
        {
            Frames++;
            Holes += Version == 0 || frame.IsSnapshot || frame.Version == Version + 1 ? 0 : 1;
            Snapshots += Version > 0 && frame.IsSnapshot ? 1 : 0;
            var isFirst = Version == 0;
            Version = frame.Version;
            if (isFirst)
            {
                _shown = frame.Drills ?? 0;
                _ready.TrySetResult();
            }

            for (; frame.Drills > _shown && _due.TryDequeue(out var one); _shown++)
            {
                one.Stretch.Add(area.Level, time.GetElapsedTime(one.DueAt, now).TotalMilliseconds);
            }
        }
    }
}
