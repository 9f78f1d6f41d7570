using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>The writing side of a store; only the one writer calls it.</summary>
internal interface ICommitStore
{
    /// <summary>The durable end of a stream; version 0 when it has no fact.</summary>
    StreamHead LoadStream(string stream);

    /// <summary>The stored facts of one command in one stream; empty when there are none.</summary>
    ImmutableArray<Fact> ReadCommand(string stream, string commandId);

    /// <summary>Stores all facts of the plan durably, or none and throws.</summary>
    void Commit(CommitPlan plan);

    /// <summary>Work that may wait: indexes, snapshots, checkpoints.</summary>
    void Upkeep(bool idle);

    /// <summary>True when the failure leaves the outcome open, so that writing must stop.</summary>
    bool IsFatal(Exception failure);
}
