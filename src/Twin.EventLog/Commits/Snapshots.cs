namespace Twin.EventLog.Commits;

/// <summary>Which snapshot of a stream is kept.</summary>
internal static class Snapshots
{
    /// <summary>The newest of one fold version is kept; another fold version replaces it.</summary>
    public static bool IsOlder(Snapshot snapshot, Snapshot? kept) =>
        kept is not null && kept.FoldVersion == snapshot.FoldVersion && snapshot.Version < kept.Version;

    /// <summary>What a reader gets while one may wait to be stored: an older one may wait behind a newer.</summary>
    public static async ValueTask<Snapshot?> Newest(
        Snapshot? waiting, int foldVersion, Func<ValueTask<Snapshot?>> read)
    {
        if (waiting is not null && waiting.FoldVersion != foldVersion)
        {
            return null;
        }

        var stored = await read().ConfigureAwait(false);
        return waiting is null || IsOlder(waiting, stored) ? stored : waiting;
    }
}
