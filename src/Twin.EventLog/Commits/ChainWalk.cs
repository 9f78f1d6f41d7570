namespace Twin.EventLog.Commits;

/// <summary>Looks at every commit and fact in order and remembers the first broken place.</summary>
internal sealed class ChainWalk
{
    private readonly ChainHash _chain = new();
    private readonly Dictionary<string, (long Version, long AtMicros)> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _feeds = new(StringComparer.Ordinal);
    private byte[] _hash = ChainHash.Start;
    private long _commit;
    private long _position;

    public long Facts => _position;

    public long Commits => _commit;

    /// <summary>The end of each feed up to here.</summary>
    public IReadOnlyDictionary<string, long> Feeds => _feeds;

    public LogHead Head => new(_position, _commit, ChainHash.Print(_hash));

    /// <summary>Null when the commit continues the chain; else a sentence.</summary>
    public string? Next(CommitRecord commit, ReadOnlySpan<Fact> facts)
    {
        if (commit.Number != _commit + 1)
        {
            return $"Commit {_commit + 1} is missing: found {commit.Number} instead.";
        }

        if (commit.First != _position + 1 || commit.Last - commit.First + 1 != facts.Length)
        {
            return $"Commit {commit.Number} should hold positions {_position + 1} to {commit.Last}; "
                + $"it names {commit.First} and {facts.Length} facts were found.";
        }

        foreach (var fact in facts)
        {
            if (Fault(fact, commit.Number) is { } fault)
            {
                return fault;
            }
        }

        var hash = _chain.After(_hash, commit.Number, commit.AtMicros, facts);
        if (!hash.AsSpan().SequenceEqual(commit.Hash))
        {
            return $"The hash of commit {commit.Number} (positions {commit.First} to {commit.Last}) does not fit "
                + "its facts: one of them, or the hash, was changed after it was stored.";
        }

        (_hash, _commit) = (hash, commit.Number);
        return null;
    }

    private string? Fault(Fact fact, long commit)
    {
        if (fact.Position != _position + 1)
        {
            return $"Position {_position + 1} is missing: found {fact.Position} instead.";
        }

        if (fact.Commit != commit)
        {
            return $"Position {fact.Position} says commit {fact.Commit}, but lies in commit {commit}.";
        }

        var (version, atMicros) = _streams.GetValueOrDefault(fact.Stream, (0, long.MinValue));
        if (fact.Version != version + 1)
        {
            return $"Stream '{fact.Stream}' should go on with version {version + 1}; "
                + $"position {fact.Position} says {fact.Version}.";
        }

        var at = Moments.Micros(fact.At);
        if (at < atMicros)
        {
            return $"The moment of position {fact.Position} lies before the one before it in '{fact.Stream}'.";
        }

        _streams[fact.Stream] = (fact.Version, at);
        _position = fact.Position;
        return FeedFault(fact);
    }

    private string? FeedFault(Fact fact)
    {
        foreach (var (feed, number) in fact.Feeds)
        {
            var last = _feeds.GetValueOrDefault(feed);
            if (number != last + 1)
            {
                return $"Feed '{feed}' should go on with number {last + 1}; position {fact.Position} says {number}.";
            }

            _feeds[feed] = number;
        }

        return null;
    }
}

/// <summary>One row of the chain.</summary>
internal readonly record struct CommitRecord(long Number, long First, long Last, long AtMicros, byte[] Hash)
{
    public LogHead Head => new(Last, Number, ChainHash.Print(Hash));
}
