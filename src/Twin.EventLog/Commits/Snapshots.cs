namespace Twin.EventLog.Commits;

/// <summary>Which snapshot of a stream is kept.</summary>
internal static class Snapshots
{
    /// <summary>The newest of one fold version is kept; another fold version replaces it.</summary>
    public static bool IsOlder(Snapshot snapshot, Snapshot? kept) =>
        kept is not null && kept.FoldVersion == snapshot.FoldVersion && snapshot.Version < kept.Version;
}
