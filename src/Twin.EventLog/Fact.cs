using System.Collections.Immutable;

namespace Twin.EventLog;

/// <summary>A consecutive number in one feed.</summary>
public readonly record struct FeedNumber(string Feed, long Number);

/// <summary>One stored fact with its whole envelope. It stays for ever.</summary>
public sealed record Fact
{
    /// <summary>Place in the whole log: 1, 2, 3 … without a gap.</summary>
    public required long Position { get; init; }

    public required string Stream { get; init; }

    /// <summary>Place in its stream: 1, 2, 3 … without a gap.</summary>
    public required long Version { get; init; }

    public required ImmutableArray<FeedNumber> Feeds { get; init; }

    /// <summary>UTC, whole microseconds; never goes back within a stream.</summary>
    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required string Client { get; init; }

    public required string CommandId { get; init; }

    public required long? Cause { get; init; }

    public required string Correlation { get; init; }

    public required string Kind { get; init; }

    public required int Schema { get; init; }

    public required string RulesVersion { get; init; }

    public required string? Tag { get; init; }

    /// <summary>UTF-8 JSON, one object; unknown fields are kept.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Number of the commit (one synced transaction) that carried it.</summary>
    public required long Commit { get; init; }
}

/// <summary>What an append answers: all of it is durable.</summary>
public sealed record Appended(ImmutableArray<Fact> Facts)
{
    public long LastPosition => Facts[^1].Position;

    public long Version => Facts[^1].Version;
}

/// <summary>The end of the log: last position, last commit and the hash of the chain up to it.</summary>
public sealed record LogHead(long Position, long Commit, string Hash);

/// <summary>The end of one feed.</summary>
public readonly record struct FeedHead(string Feed, long Number, long Position);

/// <summary>A folded state kept to wake up faster; never needed for truth.</summary>
public sealed record Snapshot(string Stream, long Version, int FoldVersion, string Hash, ReadOnlyMemory<byte> State);

/// <summary>What a walk over the whole log found.</summary>
/// <param name="Commits">Commits looked at.</param>
/// <param name="Facts">Facts looked at.</param>
/// <param name="Fault">Null when whole; else a sentence that names the first broken place.</param>
public sealed record ChainReport(long Commits, long Facts, LogHead Head, string? Fault);
