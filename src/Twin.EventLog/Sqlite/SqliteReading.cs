using System.Collections.Immutable;

namespace Twin.EventLog.Sqlite;

/// <summary>Reads that join the tail in memory to the tables on disk.</summary>
internal sealed class SqliteReading(SqliteReaders readers, Tail tail)
{
    public ValueTask<ImmutableArray<Fact>> Stream(
        string stream, long afterVersion, int atMost, CancellationToken cancel) => Joined(
            new Wish(stream, afterVersion, atMost),
            tail.Stream(stream, afterVersion, atMost),
            static fact => fact.Version,
            static (reader, wish) => reader.Stream(wish.Name, wish.After, wish.AtMost),
            cancel);

    public ValueTask<ImmutableArray<Fact>> Feed(
        string feed, long afterNumber, int atMost, CancellationToken cancel) => Joined(
            new Wish(feed, afterNumber, atMost),
            tail.Feed(feed, afterNumber, atMost),
            fact => Tail.NumberIn(feed, fact),
            static (reader, wish) => reader.Feed(wish.Name, wish.After, wish.AtMost),
            cancel);

    public ValueTask<ImmutableArray<Fact>> All(long afterPosition, int atMost, CancellationToken cancel) => Joined(
        new Wish("", afterPosition, atMost),
        tail.All(afterPosition, atMost),
        static fact => fact.Position,
        static (reader, wish) => reader.All(wish.After, wish.AtMost),
        cancel);

    private async ValueTask<ImmutableArray<Fact>> Joined(
        Wish wish, ImmutableArray<Fact> late, Func<Fact, long> placeOf,
        Func<SqliteReader, Wish, ImmutableArray<Fact>> read, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wish.After);
        ArgumentOutOfRangeException.ThrowIfNegative(wish.AtMost);
        cancel.ThrowIfCancellationRequested();
        if (wish.AtMost == 0 || (late.Length > 0 && placeOf(late[0]) == wish.After + 1))
        {
            return late;
        }

        var early = await readers.Read(reader => read(reader, wish), cancel).ConfigureAwait(false);
        if (late.IsEmpty || early.Length == wish.AtMost)
        {
            return early;
        }

        var next = early.IsEmpty ? wish.After + 1 : placeOf(early[^1]) + 1;
        return [.. early, .. late.Where(fact => placeOf(fact) >= next).Take(wish.AtMost - early.Length)];
    }

    private readonly record struct Wish(string Name, long After, int AtMost);
}
