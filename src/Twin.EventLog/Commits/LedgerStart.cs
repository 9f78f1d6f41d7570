using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>What a stream was before a plan touched it.</summary>
internal readonly record struct StreamBefore(StreamHead Head, long Version, long AtMicros, long? NewCommand)
{
    public void Restore()
    {
        (Head.Version, Head.AtMicros) = (Version, AtMicros);
        if (NewCommand is { } command)
        {
            Head.Commands.Remove(command);
        }
    }
}

/// <summary>The durable end of a log as it was opened.</summary>
internal sealed record LedgerStart(
    long Position, long Commit, long AtMicros, byte[] Hash, ImmutableArray<FeedHead> Feeds)
{
    public static LedgerStart Empty { get; } = new(0, 0, 0, ChainHash.Start, []);
}
