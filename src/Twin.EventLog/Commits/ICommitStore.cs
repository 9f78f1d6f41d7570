using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

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

    /// <summary>Stores all facts of the plan durably, or none; at once, unless the store can do it meanwhile.</summary>
    /// <param name="plan">What is stored.</param>
    /// <param name="done">Called on any thread when it is over, if it was not at once.</param>
    ICommitting Begin(CommitPlan plan, Action done);

    /// <summary>
    /// After <see cref="Failure.Unreachable"/>: reaches the store again and answers whether the plan is stored.
    /// </summary>
    bool Settle(CommitPlan plan) => throw new NotSupportedException("This store is always within reach.");

    /// <summary>Work that may wait: indexes, snapshots, checkpoints.</summary>
    void Upkeep(bool idle);

    /// <summary>What a failure of a commit means.</summary>
    Failure Judge(Exception failure);
}

/// <summary>A commit that is under way; only the one writer asks it.</summary>
internal interface ICommitting
{
    /// <summary>True when <see cref="End"/> does not wait.</summary>
    bool IsOver { get; }

    /// <summary>Waits for its end, in bounded time; throws when nothing is stored, or nobody knows.</summary>
    void End();
}

/// <summary>A commit that was stored, or failed, at once.</summary>
internal sealed class Committed(ExceptionDispatchInfo? failure) : ICommitting
{
    private static readonly Committed Well = new(null);

    public bool IsOver => true;

    public static Committed By(Action commit)
    {
        try
        {
            commit();
            return Well;
        }
        catch (Exception failure)
        {
            return new Committed(ExceptionDispatchInfo.Capture(failure));
        }
    }

    public void End() => failure?.Throw();
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
