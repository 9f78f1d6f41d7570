using System.Collections.Immutable;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Positions of a feed after a number, gathered from its chunks.</summary>
internal sealed class FeedPositions(long afterNumber, int atMost)
{
    private readonly List<long> _positions = [];

    public bool Full => _positions.Count >= atMost;

    public void Add(long firstNumber, byte[] chunk)
    {
        var skip = Math.Max(0, afterNumber + 1 - firstNumber);
        _positions.AddRange(FeedChunk.Read(chunk).Skip((int)skip).Take(atMost - _positions.Count));
    }

    public long[] ToArray() => [.. _positions];

    /// <exception cref="LogBrokenException">A fact that the index names is not there.</exception>
    public ImmutableArray<Fact> Checked(string feed, ImmutableArray<Fact> facts) => facts.Length == _positions.Count
        ? facts
        : throw new LogBrokenException(
            $"Feed '{feed}' names {_positions.Count} facts, {facts.Length} of them are there; run a check.");
}
