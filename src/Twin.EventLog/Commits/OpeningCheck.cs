using Microsoft.Extensions.Logging;

namespace Twin.EventLog.Commits;

/// <summary>What is looked at before a log is opened for writing: its end, in bounded time.</summary>
/// <remarks>The whole chain is walked by <see cref="IEventLog.Check"/>. Nothing is repaired here.</remarks>
internal static partial class OpeningCheck
{
    private const int CommitsLookedAt = 64;
    private const int FactsLookedAt = 20_000;

    /// <exception cref="LogBrokenException">The end is torn or was removed.</exception>
    public static void Look(IChainReader reader, CommitRecord last, HeadFile? headFile, ILogger logger)
    {
        CompareWithHeadFile(reader, last, headFile, logger);
        if (reader.All(last.Last, 1) is [var loose])
        {
            throw Broken($"position {loose.Position} lies behind the last commit {last.Number}");
        }

        Recompute(reader, last);
    }

    /// <exception cref="LogBrokenException">The index knows more than there is.</exception>
    public static long IndexedTo(IChainReader reader, CommitRecord last)
    {
        var to = reader.IndexedTo();
        return to <= last.Last
            ? to
            : throw Broken($"the index reaches to position {to}, the facts to {last.Last}; rebuild the index");
    }

    private static void CompareWithHeadFile(IChainReader reader, CommitRecord last, HeadFile? headFile, ILogger logger)
    {
        if (headFile is null)
        {
            return;
        }

        if (headFile.Read() is not { } answered)
        {
            NotUnderstood(logger, headFile.Name);
            return;
        }

        if (answered.Commit > last.Number)
        {
            throw Broken(
                $"it ends with commit {last.Number} (position {last.Last}), but commit {answered.Commit} (position "
                + $"{answered.Position}) was acknowledged: the end is missing, or its WAL was not copied with it");
        }

        if (answered.Commit > 0 && reader.HashOf(answered.Commit) != answered.Hash)
        {
            throw Broken(
                $"commit {answered.Commit} is another one than was acknowledged: '{headFile.Name}' says "
                + answered.Hash);
        }
    }

    /// <summary>The newest commits again from their facts; a torn page shows here.</summary>
    private static void Recompute(IChainReader reader, CommitRecord last)
    {
        var commits = reader.CommitsAfter(Math.Max(0, last.Number - CommitsLookedAt - 1), CommitsLookedAt + 1);
        var from = commits.FindIndex(commit => last.Last - commit.Last <= FactsLookedAt);
        var chain = new ChainHash();
        for (var i = Math.Max(0, from); i < commits.Count; i++)
        {
            var commit = commits[i];
            if (i == 0 && commit.Number > 1)
            {
                continue;
            }

            var previous = i == 0 ? ChainHash.Start : commits[i - 1].Hash;
            var facts = reader.All(commit.First - 1, (int)Math.Clamp(commit.Last - commit.First + 1, 0, int.MaxValue));
            var hash = chain.After(previous, commit.Number, commit.AtMicros, facts.AsSpan());
            if (!hash.AsSpan().SequenceEqual(commit.Hash))
            {
                throw Broken(
                    $"the hash of commit {commit.Number} (positions {commit.First} to {commit.Last}) does not fit "
                    + "its facts");
            }
        }
    }

    private static LogBrokenException Broken(string found) => new(
        $"The log is damaged: {found}. Expected an unbroken chain to its end. Nothing was changed: keep the files, "
        + "run a check, and restore log, WAL and head file together from a backup.");

    [LoggerMessage(21, LogLevel.Warning, "{HeadFile} cannot be understood and is written anew")]
    private static partial void NotUnderstood(ILogger logger, string headFile);
}
