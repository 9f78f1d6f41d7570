namespace Twin.EventLog.Commits;

/// <summary>Places where a test may watch or fail a commit.</summary>
internal sealed class TestHooks
{
    /// <summary>Called after the places are given and before the transaction; a throw fails the transaction.</summary>
    public Action<IReadOnlyList<Fact>>? BeforeCommit { get; init; }

    /// <summary>Called after the sync and before anybody is answered, with the last durable position.</summary>
    public Action<long>? AfterSync { get; init; }
}
