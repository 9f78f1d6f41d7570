using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.Grains.Homes;

/// <summary>Reminds on-spot cases that their objection window has ended; the case itself decides.</summary>
internal sealed class ClosingClock
{
    private static readonly TimeSpan Window = CityTables.ClockOf["OnSpotObjection"].For(Severity.S4)!.Value.Length;

    /// <summary>A reminder that came to nothing is given again.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(5);

    private readonly PriorityQueue<CaseId, DateTimeOffset> _dueAt = new();
    private readonly HashSet<CaseId> _waiting = [];

    public bool Any => _waiting.Count > 0;

    /// <summary>Only on-spot cases rest in Handled; all others go on to Checking in the same commit.</summary>
    public void Note(CaseTrace trace)
    {
        if (trace is { IsOpen: true, Stage: CaseStage.Handled })
        {
            if (_waiting.Add(trace.Case))
            {
                _dueAt.Enqueue(trace.Case, trace.ChangedAt + Window);
            }
        }
        else
        {
            _waiting.Remove(trace.Case);
        }
    }

    /// <summary>The cases to remind now.</summary>
    public IEnumerable<CaseId> TakeDue(DateTimeOffset now)
    {
        while (_dueAt.TryPeek(out var due, out var at) && at <= now)
        {
            _dueAt.Dequeue();
            if (_waiting.Contains(due))
            {
                _dueAt.Enqueue(due, now + AgainAfter);
                yield return due;
            }
        }
    }
}
