
namespace Twin.EventLog.Commits;

/// <summary>A sum over index entries that does not depend on their order.</summary>
/// <remarks>It compares the index tables with the facts in one pass over each, without a lookup per fact.</remarks>
internal sealed class IndexSum
{
    private readonly ulong[] _sums = new ulong[2];
    private readonly long[] _counts = new long[2];

    public long Streams => _counts[0];

    public long Feeds => _counts[1];

    public void Add(Fact fact)
    {
        AddStream(fact.Stream, fact.Version, fact.Position, CommandSet.HashOf(fact.CommandId));
        foreach (var (feed, number) in fact.Feeds)
        {
            AddFeed(feed, number, fact.Position);
        }
    }

    public void AddStream(string stream, long version, long position, long command) =>
        Add(0, Mix(Mix(Mix(Mix(0, CommandSet.HashOf(stream)), version), position), command));

    public void AddFeed(string feed, long number, long position) =>
        Add(1, Mix(Mix(Mix(1, CommandSet.HashOf(feed)), number), position));

    public bool SameStreams(IndexSum other) => _sums[0] == other._sums[0] && Streams == other.Streams;

    public bool SameFeeds(IndexSum other) => _sums[1] == other._sums[1] && Feeds == other.Feeds;

    private void Add(int kind, ulong mixed)
    {
        unchecked
        {
            _sums[kind] += mixed;
        }

        _counts[kind]++;
    }

    /// <summary>The finalizer of SplitMix64: every bit of the input moves half of the output.</summary>
    private static ulong Mix(ulong state, long value)
    {
        unchecked
        {
            var mixed = (state * 0x9E3779B97F4A7C15UL) + (ulong)value + 0x632BE59BD9B4E019UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
