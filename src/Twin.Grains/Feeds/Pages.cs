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
    public static async IAsyncEnumerable<Fact> WholeStream(
        this IEventLog log, string stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var version = 0L;
        ImmutableArray<Fact> page;
        do
        {
            page = await log.ReadStream(stream, version, PageFacts, cancel);
            foreach (var fact in page)
            {
                yield return fact;
            }

            version += page.Length;
        }
        while (page.Length == PageFacts);
    }
}
