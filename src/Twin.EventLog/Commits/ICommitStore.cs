using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>The writing side of a store; only the one writer calls it.</summary>
internal interface ICommitStore
{
    /// <summary>Why the store cannot be reached now; only upkeep tries again, so that nobody waits for it.</summary>
    Exception? Away => null;

    /// <summary>The durable end of a stream; version 0 when it has no fact.</summary>
    StreamHead LoadStream(string stream);

    /// <summary>The ends of several streams, in their order; a store across a network asks for all at once.</summary>
    IReadOnlyList<StreamHead> LoadStreams(IReadOnlyList<string> streams) => [.. streams.Select(LoadStream)];

    /// <summary>The stored facts of one command in one stream; empty when there are none.</summary>
    ImmutableArray<Fact> ReadCommand(string stream, string commandId);

    /// <summary>Stores all facts of the plan durably, or none and throws.</summary>
    void Commit(CommitPlan plan);

    /// <summary>
    /// After <see cref="Failure.Unreachable"/>: reaches the store again and answers whether the plan is stored.
    /// </summary>
    bool Settle(CommitPlan plan) => throw new NotSupportedException("This store is always within reach.");

    /// <summary>Work that may wait: indexes, snapshots, checkpoints.</summary>
    void Upkeep(bool idle);

    /// <summary>What a failure of <see cref="Commit"/> means.</summary>
    Failure Judge(Exception failure);
}

/// <summary>What a failed commit means for its batches.</summary>
internal enum Failure
{
    /// <summary>Rolled back; one of the batches may be the cause, so each is tried alone.</summary>
    OfABatch,

    /// <summary>Rolled back; the store cannot write now (disk full, locked), so all are refused.</summary>
    OfTheStore,

    /// <summary>The store is out of reach: whether the plan is stored is found out once it is back.</summary>
    Unreachable,

    /// <summary>Nobody knows what the disk holds: writing stops until the log is opened again.</summary>
    OutcomeUnknown,
}
