using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Cases;

namespace Twin.Grains.Feeds;

/// <summary>A consumer's place in one feed, and the way to what it missed.</summary>
/// <remarks>
/// Number = cursor + 1: apply; lower: ignore; higher: read the log. Each fact is applied once and in order.
/// Only one turn at a time may call it.
/// </remarks>
public sealed class FeedCursor(IEventLog log, string feed, Action<Committed> apply)
{
    /// <summary>Facts read from the log at once; between two pages interleaved calls may read.</summary>
    private const int PageFacts = 1_000;

    public string Feed => feed;

    /// <summary>Number of the last fact that was applied.</summary>
    public long Number { get; private set; }

    /// <summary>A read or a fold failed: somebody must <see cref="CatchUp"/> again.</summary>
    public bool Behind { get; private set; }

    /// <summary>Goes on where a snapshot ends.</summary>
    public void StartAt(long number) => Number = number;

    /// <summary>Takes a hint from a stream.</summary>
    public ValueTask Take(CaseNews news, CancellationToken cancel)
    {
        foreach (var fact in news.Facts)
        {
            var number = NumberOf(fact.Feeds);
            if (number > Number + 1)
            {
                // Whatever follows in the hint is in the log as well.
                return CatchUp(cancel);
            }

            if (number == Number + 1 || Mutants.Has(Mutants.ApplyWithoutCursor))
            {
                Apply(number, fact);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Takes word of how far the feed has come.</summary>
    public ValueTask Hear(long head, CancellationToken cancel) =>
        head > Number ? CatchUp(cancel) : ValueTask.CompletedTask;

    /// <summary>Asks the log how far the feed has come: no hint is needed.</summary>
    public async ValueTask LookAtHead(CancellationToken cancel) =>
        await Hear((await log.ReadFeedHead(feed, cancel)).Number, cancel);

    /// <summary>Reads the log from the cursor to the end of the feed.</summary>
    public async ValueTask CatchUp(CancellationToken cancel)
    {
        Behind = true;
        ImmutableArray<Fact> page;
        do
        {
            page = await log.ReadFeed(feed, Number, PageFacts, cancel);
            foreach (var fact in page)
            {
                Apply(Number + 1, CaseFacts.Committed(fact));
            }
        }
        while (page.Length == PageFacts);

        Behind = false;
    }

    private void Apply(long number, Committed? fact)
    {
        Behind = true;
        if (fact is not null)
        {
            apply(fact);
        }

        Number = number;
        Behind = false;
    }

    private long NumberOf(ImmutableArray<FeedMark> marks)
    {
        foreach (var mark in marks)
        {
            if (mark.Feed == feed)
            {
                return mark.Number;
            }
        }

        return 0;
    }
}
