using Twin.EventLog;
using Twin.Simulation.People;

namespace Twin.Simulation.Checks;

/// <summary>What the city has acknowledged, and every promise that it broke.</summary>
internal sealed class Promises(IEventLog log)
{
    private readonly Dictionary<(string Stream, string Command), long> _given = [];
    private readonly HashSet<(string Stream, string Command)> _refused = [];
    private readonly List<string> _faults = [];

    public int AckLost { get; private set; }

    /// <summary>Resends that got another answer than the first time.</summary>
    public int AnsweredOtherwise { get; private set; }

    /// <summary>The map was changed in this run: an area may have lost a child with its facts.</summary>
    public bool IsMapChanging => _given.Keys.Any(given => given.Stream == Twin.Grains.Areas.CityTree.Stream);

    public int Given => _given.Count;

    /// <summary>Facts of commands that were refused.</summary>
    public int RefusedStored { get; private set; }

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Cells of stage × command in which something was refused.</summary>
    public HashSet<(string Stage, string Command)> Refused { get; } = [];

    public void Fault(int step, string sentence) => _faults.Add($"step={step} {sentence}");

    /// <summary>An answer has come: from now on it must stay true.</summary>
    public void Hear(int step, Wish wish, Told told)
    {
        var key = (wish.Stream, wish.CommandId);
        var isKnown = _given.TryGetValue(key, out var position);
        if (told.Refusal is not null)
        {
            Refused.Add((told.Stage, wish.What.Split(' ')[0]));
            _refused.Add(key);
            if (isKnown)
            {
                AnsweredOtherwise++;
                Fault(step, $"'{wish.What}' was stored at {position}; sent again it is refused: {told.Refusal}");
            }
        }
        else if (wish.Stream.StartsWith("post/", StringComparison.Ordinal) && !IsThere(wish, told.Position))
        {
            // Whoever takes the own seat or leaves an empty one stores nothing, and is promised nothing.
            return;
        }
        else if (isKnown && position != told.Position)
        {
            AnsweredOtherwise++;
            Fault(step, $"'{wish.What}' was stored at {position}; sent again it is told {told.Position}");
        }
        else
        {
            Keep(step, wish, told.Position);
        }
    }

    /// <summary>Looks whether every acknowledged fact is still there, and none of a refused command.</summary>
    public void CheckAll(int step)
    {
        foreach (var fact in log.ReadAll(0, int.MaxValue, CancellationToken.None).AsTask().Result)
        {
            var key = (fact.Stream, Truth.CommandOf(fact));
            if (_refused.Contains(key) && !_given.ContainsKey(key))
            {
                RefusedStored++;
                Fault(step, $"{key} was refused; the log has {fact.Kind} of it at {fact.Position}");
            }
        }

        foreach (var ((stream, command), position) in _given)
        {
            if (!IsThere(stream, command, position))
            {
                Lose(step, stream, command, position);
            }
        }
    }

    private void Keep(int step, Wish wish, long position)
    {
        _given[(wish.Stream, wish.CommandId)] = position;
        if (!IsThere(wish.Stream, wish.CommandId, position))
        {
            Lose(step, wish.Stream, wish.CommandId, position);
        }
    }

    private void Lose(int step, string stream, string command, long position)
    {
        AckLost++;
        Fault(step, $"{command} of {stream} was acknowledged at {position}; the log does not have it there");
    }

    private bool IsThere(Wish wish, long position) => IsThere(wish.Stream, wish.CommandId, position);

    private bool IsThere(string stream, string command, long position) =>
        position > 0
        && log.ReadAll(position - 1, 1, CancellationToken.None).AsTask().Result is [var fact]
        && fact.Stream == stream && Truth.CommandOf(fact) == command;
}
