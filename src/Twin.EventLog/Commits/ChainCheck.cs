using System.Data.Common;

namespace Twin.EventLog.Commits;

/// <summary>The walk over a whole stored log: every commit, every fact, every index entry.</summary>
/// <remarks>It sees one state of the log; on SQLite the WAL of a busy writer grows while it walks.</remarks>
internal static class ChainCheck
{
    private const int CommitsAtOnce = 64;

    public static ChainReport Walk(IChainReader reader, IProgress<long>? progress, CancellationToken cancel)
    {
        var walk = new ChainWalk();
        string? fault;
        try
        {
            reader.Begin();
            var indexedTo = reader.IndexedTo();
            var expected = new IndexSum();
            fault = Facts(reader, walk, indexedTo, expected, progress, cancel)
                ?? Index(reader, indexedTo, expected, cancel);
        }
        catch (Exception broken) when (broken is DbException or LogBrokenException or ArgumentException)
        {
            fault = $"After position {walk.Facts} (commit {walk.Commits}) the log cannot be read: {broken.Message}";
        }
        finally
        {
            reader.End();
        }

        return new ChainReport(walk.Commits, walk.Facts, walk.Head, fault);
    }

    private static string? Facts(
        IChainReader reader,
        ChainWalk walk,
        long indexedTo,
        IndexSum sum,
        IProgress<long>? progress,
        CancellationToken cancel)
    {
        while (reader.CommitsAfter(walk.Commits, CommitsAtOnce) is { Count: > 0 } commits)
        {
            foreach (var commit in commits)
            {
                cancel.ThrowIfCancellationRequested();
                if (commit.Last - commit.First is < 0 or > int.MaxValue)
                {
                    return $"Commit {commit.Number} names positions {commit.First} to {commit.Last}; that is no range.";
                }

                var facts = reader.All(walk.Facts, (int)Math.Clamp(commit.Last - walk.Facts, 0, int.MaxValue));
                if (walk.Next(commit, facts.AsSpan()) is { } fault)
                {
                    return fault;
                }

                foreach (var fact in facts)
                {
                    if (fact.Position <= indexedTo)
                    {
                        sum.Add(fact);
                    }
                }
            }

            progress?.Report(walk.Facts);
        }

        return reader.All(walk.Facts, 1) is [var loose]
            ? $"Position {loose.Position} lies behind the last commit {walk.Commits}; no commit covers it."
            : null;
    }

    private static string? Index(IChainReader reader, long indexedTo, IndexSum expected, CancellationToken cancel)
    {
        var found = new IndexSum();
        foreach (var (stream, version, position, command) in reader.StreamIndex())
        {
            found.AddStream(stream, version, position, command);
        }

        cancel.ThrowIfCancellationRequested();
        foreach (var (feed, number, position) in reader.FeedIndex())
        {
            found.AddFeed(feed, number, position);
        }

        if (!found.SameStreams(expected))
        {
            return Sentence("streams", found.Streams, expected.Streams, reader.FirstNotIndexed(indexedTo));
        }

        return found.SameFeeds(expected) ? null : Sentence("feeds", found.Feeds, expected.Feeds, null);
    }

    private static string Sentence(string index, long found, long expected, long? first) =>
        $"The index of {index} does not fit the facts: {found} entries found, {expected} expected"
        + (first is null ? "" : $", the first wrong one for position {first}")
        + ". The facts themselves are whole: open the log once with RebuildIndex.";
}
