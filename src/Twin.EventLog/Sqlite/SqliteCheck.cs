using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>The walk over a whole SQLite log: every commit, every fact, every index row.</summary>
internal static class SqliteCheck
{
    private const int CommitsAtOnce = 64;

    public static ChainReport Walk(SqliteReader reader, IProgress<long>? progress, CancellationToken cancel)
    {
        var walk = new ChainWalk();
        string? fault = null;
        try
        {
            while (fault is null && reader.CommitsAfter(walk.Commits, CommitsAtOnce) is { Count: > 0 } commits)
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var commit in commits)
                {
                    var facts = reader.All(walk.Facts, (int)Math.Clamp(commit.Last - walk.Facts, 0, int.MaxValue));
                    if ((fault = walk.Next(commit, facts.AsSpan())) is not null)
                    {
                        break;
                    }
                }

                progress?.Report(walk.Facts);
            }

            fault ??= reader.All(walk.Facts, 1) is [var loose]
                ? $"Position {loose.Position} lies behind the last commit {walk.Commits}; no commit covers it."
                : null;
        }
        catch (SqliteException broken)
        {
            fault = $"After position {walk.Facts} (commit {walk.Commits}) the file cannot be read: {broken.Message}";
        }

        return new ChainReport(walk.Commits, walk.Facts, walk.Head, fault);
    }
}
