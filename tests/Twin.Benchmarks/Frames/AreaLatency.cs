using System.Text.Json;
using Twin.Contracts;

namespace Twin.Benchmarks.Frames;

/// <summary>How long reports of one area take to one of its screens.</summary>
/// <remarks>
/// A board counts every report of its area once, so the frame that first counts n more than the first snapshot shows
/// the n-th report: their times are told apart by rank. Reports that overtake each other only change places.
/// </remarks>
internal sealed class AreaLatency(AreaView area, TimeProvider time)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<long> _sent = [];
    private readonly List<double> _milliseconds = [];
    private long? _first;
    private int _skipped;
    private int _shown;

    public AreaView Area => area;

    public Task Ready => _ready.Task;

    /// <summary>Milliseconds from report to frame, without those of the warm-up.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _shown == _sent.Count;
            }
        }
    }

    /// <summary>A report of this area is due now.</summary>
    public void Sent(long timestamp, bool isWarmUp)
    {
        lock (_gate)
        {
            _sent.Add(timestamp);
            _skipped += isWarmUp ? 1 : 0;
        }
    }

    public void Take(JsonElement frame)
    {
        if (!frame.TryGetProperty("board", out var board))
        {
            return;
        }

        var reported = board.GetProperty("reported").GetInt64();
        lock (_gate)
        {
            if (_first is null)
            {
                _first = reported;
                _ready.TrySetResult();
            }

            for (; _shown < Math.Min(reported - _first.Value, _sent.Count); _shown++)
            {
                if (_shown >= _skipped)
                {
                    _milliseconds.Add(time.GetElapsedTime(_sent[_shown]).TotalMilliseconds);
                }
            }
        }
    }
}
