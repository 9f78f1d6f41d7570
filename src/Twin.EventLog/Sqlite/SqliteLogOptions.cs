using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>Bounds of a SQLite log; every one says what gives way when it is reached.</summary>
public sealed record SqliteLogOptions
{
    /// <summary>Batches that may wait for a commit; one more is refused with <see cref="LogFullException"/>.</summary>
    public int WaitingBatchesMax { get; init; } = 16_384;

    /// <summary>Batches in one commit; more wait for the next, so that a commit stays short.</summary>
    public int BatchesPerCommitMax { get; init; } = 2_048;

    /// <summary>Stream ends kept in memory, about; those long unused are read again when needed.</summary>
    public int StreamsCachedMax { get; init; } = 200_000;

    /// <summary>Facts that enter the index tables together; until then readers find them in memory.</summary>
    public int IndexedTogether { get; init; } = 4_096;

    /// <summary>Readers at the same time; one more waits.</summary>
    public int ReadersMax { get; init; } = 4;

    /// <summary>Page cache of the writing connection, in mebibytes; beyond it pages are read again.</summary>
    public int WriterCacheMebibytes { get; init; } = 64;

    /// <summary>Throws the index tables away and writes them again from the facts, before the log opens.</summary>
    public bool RebuildIndex { get; init; }

    /// <summary>Switches for tests; null in service.</summary>
    internal TestHooks? Hooks { get; init; }
}
