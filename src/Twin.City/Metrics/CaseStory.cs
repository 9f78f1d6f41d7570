using Twin.City.Cases;

namespace Twin.City.Metrics;

/// <summary>A case with every fact of its past: what metrics are counted from and explained by.</summary>
/// <remarks>A fold of the case's stream, each fact once and in order. Not safe for two threads.</remarks>
public sealed class CaseStory(CaseId id)
{
    private readonly List<StoryLine> _lines = [];

    public CaseId Id => id;

    public CaseState State { get; private set; } = CaseState.Absent(id);

    public IReadOnlyList<StoryLine> Lines => _lines;

    public void Apply(CaseEvent happened, DateTimeOffset at, long version, long position, string? tag = null)
    {
        _lines.Add(new StoryLine(at, happened, State));
        State = State.After(happened, new CaseStamp(at, version, position, "", tag));
    }

    public void Apply(Committed fact) => Apply(fact.Happened, fact.At, fact.Version, fact.Position, fact.Tag);

    /// <summary>The case is over and was closed, whether archived since or not.</summary>
    internal DateTimeOffset? ClosedAt => State.EndedAs == CaseStage.Closed ? State.EndedAt : null;

    /// <summary>Moment of the first fact of a kind; null when there is none.</summary>
    internal DateTimeOffset? First<T>() where T : CaseEvent
    {
        foreach (var line in _lines)
        {
            if (line.Happened is T) return line.At;
        }

        return null;
    }

    /// <summary>When a clock of that name was due the first time it ran.</summary>
    internal DateTimeOffset? FirstDue(string clock)
    {
        foreach (var line in _lines)
        {
            foreach (var start in line.Happened.Clocks?.Items ?? [])
            {
                if (start.Clock == clock) return start.DueAt;
            }
        }

        return null;
    }
}

/// <summary>One fact, and the case as it was before it.</summary>
public readonly record struct StoryLine(DateTimeOffset At, CaseEvent Happened, CaseState Before);
