using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>Reads that join the tail in memory to the stored tables.</summary>
internal sealed class TailReading(Tail tail, Func<Wish, CancellationToken, ValueTask<ImmutableArray<Fact>>> stored)
{
    public ValueTask<ImmutableArray<Fact>> Stream(
        string stream, long afterVersion, int atMost, CancellationToken cancel) => Joined(
            new Wish(Of.Stream, stream, afterVersion, atMost),
            tail.Stream(stream, afterVersion, atMost),
            static fact => fact.Version,
            cancel);

    public ValueTask<ImmutableArray<Fact>> Feed(
        string feed, long afterNumber, int atMost, CancellationToken cancel) => Joined(
            new Wish(Of.Feed, feed, afterNumber, atMost),
            tail.Feed(feed, afterNumber, atMost),
            fact => Tail.NumberIn(feed, fact),
            cancel);

    public ValueTask<ImmutableArray<Fact>> All(long afterPosition, int atMost, CancellationToken cancel) => Joined(
        new Wish(Of.All, "", afterPosition, atMost),
        tail.All(afterPosition, atMost),
        static fact => fact.Position,
        cancel);

    private async ValueTask<ImmutableArray<Fact>> Joined(
        Wish wish, ImmutableArray<Fact> late, Func<Fact, long> placeOf, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wish.After);
        ArgumentOutOfRangeException.ThrowIfNegative(wish.AtMost);
        cancel.ThrowIfCancellationRequested();
        if (wish.AtMost == 0 || (late.Length > 0 && placeOf(late[0]) == wish.After + 1))
        {
            return late;
        }

        var early = await stored(wish, cancel).ConfigureAwait(false);
        if (late.IsEmpty || early.Length == wish.AtMost)
        {
            return early;
        }

        var next = early.IsEmpty ? wish.After + 1 : placeOf(early[^1]) + 1;
        return [.. early, .. late.Where(fact => placeOf(fact) >= next).Take(wish.AtMost - early.Length)];
    }
}

/// <summary>A read of stored facts, in order.</summary>
/// <param name="Of">By which order.</param>
/// <param name="Name">Stream or feed; empty for all.</param>
/// <param name="After">Version, number or position that the reader has.</param>
/// <param name="AtMost">Facts answered at most.</param>
internal readonly record struct Wish(Of Of, string Name, long After, int AtMost);

/// <summary>By which order facts are read.</summary>
internal enum Of
{
    All,
    Stream,
    Feed,
}
