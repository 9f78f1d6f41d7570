using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Bounds of a PostgreSQL log; every one says what gives way when it is reached.</summary>
public sealed record PostgresLogOptions
{
    /// <summary>Batches that may wait for a commit; one more is refused with <see cref="LogFullException"/>.</summary>
    public int WaitingBatchesMax { get; init; } = 16_384;

    /// <summary>Batches in one commit; more wait for the next, so that a commit stays short.</summary>
    public int BatchesPerCommitMax { get; init; } = 2_048;

    /// <summary>Stream ends kept in memory, about; those long unused are read again when needed.</summary>
    public int StreamsCachedMax { get; init; } = 200_000;

    /// <summary>Streams whose hash is kept, some 24 bytes each; with more, each new stream asks the server.</summary>
    public int StreamsKnownMax { get; init; } = 8_000_000;

    /// <summary>Facts that enter the index by feed together; until then readers find them in memory.</summary>
    public int IndexedTogether { get; init; } = 8_192;

    /// <summary>Reading connections at the same time; one more reader waits.</summary>
    public int ReadersMax { get; init; } = 8;

    /// <summary>Seconds to connect; then the server is out of reach.</summary>
    public int ConnectSeconds { get; init; } = 2;

    /// <summary>Seconds that a statement may take; then the server is out of reach. Not for checks.</summary>
    public int StatementSeconds { get; init; } = 5;

    /// <summary>Seconds that a statement of opening may take: a server just started reads its catalog first.</summary>
    public int OpeningSeconds { get; init; } = 60;

    /// <summary>Seconds to wait at opening for the right to write, which a killed process may hold yet.</summary>
    public int TakeOverSeconds { get; init; } = 3;

    /// <summary>Between two looks whether the server answers, while nothing is written.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>File that keeps the last answered head, beside the city's keys; null keeps none.</summary>
    public string? HeadFile { get; init; }

    /// <summary>Throws the index tables away and writes them again from the facts, before the log opens.</summary>
    public bool RebuildIndex { get; init; }

    /// <summary>Switches for tests; null in service.</summary>
    internal TestHooks? Hooks { get; init; }
}
