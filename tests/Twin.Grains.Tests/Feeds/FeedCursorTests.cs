using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Feeds;

public sealed class FeedCursorTests : IAsyncDisposable
{
    private const string Feed = "area:east-1";

    private readonly FlakyLog _log = new(MemoryEventLog.Create(TimeProvider.System));
    private readonly List<long> _applied = [];
    private readonly FeedCursor _cursor;
    private long _poison;

    public FeedCursorTests() => _cursor = new FeedCursor(_log, Feed, fact =>
    {
        if (fact.Position == _poison)
        {
            throw new InvalidOperationException("This fold cannot.");
        }

        _applied.Add(fact.Position);
    });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_number_is_applied_without_reading()
    {
        var facts = await Append(3);
        _log.FailReads(1);

        foreach (var fact in facts)
        {
            await _cursor.Take(News(fact), Cancel);
        }

        Assert.Equal([1, 2, 3], _applied);
    }

    [Fact]
    public async Task Facts_of_one_commit_come_together()
    {
        var facts = await Append(4);
        await _cursor.Take(News(facts[0]), Cancel);

        await _cursor.Take(News(facts[0], facts[1], facts[2]), Cancel);
        Assert.Equal([1, 2, 3], _applied);

        await _cursor.Take(News(facts[1], facts[3]), Cancel);
        Assert.Equal([1, 2, 3, 4], _applied);
    }

    [Fact]
    public async Task A_number_that_was_applied_is_passed_over()
    {
        var facts = await Append(2);
        await _cursor.Take(News(facts[0]), Cancel);

        await _cursor.Take(News(facts[0]), Cancel);
        await _cursor.Take(News(facts[1]), Cancel);
        await _cursor.Take(News(facts[0]), Cancel);

        Assert.Equal([1, 2], _applied);
    }

    [Fact]
    public async Task A_jump_is_filled_from_the_log()
    {
        var facts = await Append(5);

        await _cursor.Take(News(facts[3]), Cancel);

        Assert.Equal([1, 2, 3, 4, 5], _applied);
    }

    [Fact]
    public async Task A_head_that_is_further_is_read_and_a_nearer_one_is_passed_over()
    {
        await Append(2);
        await _cursor.Hear(2, Cancel);
        _log.FailReads(1);

        await _cursor.Hear(1, Cancel);
        await _cursor.Hear(0, Cancel);

        Assert.Equal([1, 2], _applied);
    }

    [Fact]
    public async Task A_long_feed_is_read_page_by_page()
    {
        await Append(2_500);

        await _cursor.CatchUp(Cancel);

        Assert.Equal(2_500, _cursor.Number);
        Assert.Equal(Enumerable.Range(1, 2_500).Select(number => (long)number), _applied);
    }

    [Fact]
    public async Task Who_starts_at_a_snapshot_reads_what_came_after_it()
    {
        await Append(5);
        _cursor.StartAt(3);

        await _cursor.CatchUp(Cancel);

        Assert.Equal([4, 5], _applied);
    }

    [Fact]
    public async Task A_failed_read_leaves_the_consumer_behind_until_it_catches_up()
    {
        var facts = await Append(3);
        _log.FailReads(1);

        await Assert.ThrowsAsync<IOException>(() => _cursor.Take(News(facts[2]), Cancel).AsTask());
        Assert.True(_cursor.Behind);

        await _cursor.CatchUp(Cancel);
        Assert.Equal([1, 2, 3], _applied);
        Assert.False(_cursor.Behind);
    }

    [Fact]
    public async Task A_fact_that_cannot_be_folded_is_not_passed_over()
    {
        var facts = await Append(3);
        _poison = 2;
        await _cursor.Take(News(facts[0]), Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _cursor.Take(News(facts[1]), Cancel).AsTask());
        Assert.Equal((1, true), (_cursor.Number, _cursor.Behind));

        _poison = 0;
        await _cursor.CatchUp(Cancel);
        Assert.Equal([1, 2, 3], _applied);
    }

    [Fact]
    public async Task A_fact_of_another_noun_only_moves_the_cursor()
    {
        await _log.Append(BatchOf("whistle/w-1", "whistle/Raised", "{}"u8.ToArray()), Cancel);
        await Append(1);

        await _cursor.CatchUp(Cancel);

        Assert.Equal([2], _applied);
        Assert.Equal(2, _cursor.Number);
    }

    /// <summary>Whatever is lost, doubled or late, each fact is applied once and in order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_the_stream_does_each_fact_is_applied_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        var facts = await Append(300);
        var delivered = facts.SelectMany(fact => Enumerable.Repeat(fact, random.Next(3)))
            .OrderBy(fact => fact.Position + random.Next(10));

        foreach (var fact in delivered)
        {
            await _cursor.Take(News(fact), Cancel);
        }

        await _cursor.Hear(300, Cancel);
        Assert.Equal(Enumerable.Range(1, 300).Select(number => (long)number), _applied);
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private static CaseNews News(params ImmutableArray<Committed> facts) => new(facts);

    private async Task<ImmutableArray<Committed>> Append(int count)
    {
        var arrived = CityJson.Encode(new CaseEvent.Arrived(null));
        var facts = ImmutableArray.CreateBuilder<Committed>(count);
        for (var i = 0; i < count; i++)
        {
            var stored = await _log.Append(BatchOf($"case/c-{i}", arrived.Kind, arrived.Payload), Cancel);
            facts.Add(CaseFacts.Committed(stored.Facts[0])!);
        }

        return facts.MoveToImmutable();
    }

    private static NewBatch BatchOf(string stream, string kind, ReadOnlyMemory<byte> payload) => new()
    {
        Stream = stream,
        ExpectedVersion = 0,
        At = Town.Morning,
        By = Author.System,
        CommandId = "c",
        Facts = [new NewFact(kind, 1, payload, [Feed, "area:elsewhere"])],
    };
}
