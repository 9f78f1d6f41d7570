using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>One reading connection of a store with an index behind its facts; used by one caller at a time.</summary>
internal interface IChainReader
{
    ImmutableArray<Fact> Stream(string stream, long afterVersion, int atMost);

    ImmutableArray<Fact> Feed(string feed, long afterNumber, int atMost);

    ImmutableArray<Fact> All(long afterPosition, int atMost);

    /// <summary>The last commit; the start of the chain when there is none.</summary>
    CommitRecord LastCommit();

    List<CommitRecord> CommitsAfter(long number, int atMost);

    /// <summary>Hash of the chain up to a commit; null when there is none.</summary>
    string? HashOf(long commit);

    Snapshot? Snapshot(string stream, int foldVersion);

    /// <summary>Facts after this position are not in the index tables yet.</summary>
    long IndexedTo();

    /// <summary>The indexed end of every feed, by one probe each.</summary>
    List<FeedHead> FeedHeads();

    /// <summary>Rows of the index by stream: stream, version, position, hash of the command.</summary>
    IEnumerable<(string Stream, long Version, long Position, long Command)> StreamIndex();

    /// <summary>The index by feed, number by number.</summary>
    IEnumerable<(string Feed, long Number, long Position)> FeedIndex();

    /// <summary>The first fact without its entry in the index by stream.</summary>
    long? FirstNotIndexed(long indexedTo);

    /// <summary>Several reads between begin and end see one state of the log.</summary>
    void Begin();

    void End();
}

/// <summary>A few reading connections; they never hold up the writer.</summary>
internal interface IChainReaders : IDisposable
{
    ValueTask<T> Read<T>(Func<IChainReader, T> read, CancellationToken cancel);

    T ReadNow<T>(Func<IChainReader, T> read);

    ValueTask<ImmutableArray<Fact>> Read(Wish wish, CancellationToken cancel) => Read(
        reader => wish.Of switch
        {
            Of.Stream => reader.Stream(wish.Name, wish.After, wish.AtMost),
            Of.Feed => reader.Feed(wish.Name, wish.After, wish.AtMost),
            _ => reader.All(wish.After, wish.AtMost),
        },
        cancel);
}
