using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>Reads long parts of the log page by page.</summary>
public static class Pages
{
    /// <summary>Facts read at once: some hundred kilobytes.</summary>
    public const int PageFacts = 1_000;

    /// <summary>All facts of a stream from its first one.</summary>
    public static IAsyncEnumerable<Fact> WholeStream(this IEventLog log, string stream, CancellationToken cancel) =>
        ByPages((after, most, stop) => log.ReadStream(stream, after, most, stop), 0, cancel);

    /// <summary>All facts of a feed beyond a number, each with the next one.</summary>
    public static IAsyncEnumerable<Fact> FeedAfter(
        this IEventLog log, string feed, long number, CancellationToken cancel) =>
        ByPages((after, most, stop) => log.ReadFeed(feed, after, most, stop), number, cancel);

    private static async IAsyncEnumerable<Fact> ByPages(
        Func<long, int, CancellationToken, ValueTask<ImmutableArray<Fact>>> read, long after,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        ImmutableArray<Fact> page;
        do
        {
            page = await read(after, PageFacts, cancel);
            foreach (var fact in page)
            {
                yield return fact;
            }

            after += page.Length;
        }
        while (page.Length == PageFacts);
    }
}
