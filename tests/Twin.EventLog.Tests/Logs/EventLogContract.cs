using System.Text;

namespace Twin.EventLog.Tests.Logs;

/// <summary>What every event log promises; each store runs all of it.</summary>
public abstract partial class EventLogContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a new and empty log.</summary>
    protected abstract IEventLog Open();

    [Fact]
    public async Task An_empty_log_has_a_head_at_zero_and_nothing_to_read()
    {
        await using var log = Open();
        Assert.Equal(new LogHead(0, 0, new string('0', 64)), log.Head);
        Assert.Empty(await log.Everything(Cancel));
        Assert.Empty(await log.ReadStream("case/1", 0, 10, Cancel));
        Assert.Empty(await log.ReadFeed("area/1", 0, 10, Cancel));
        Assert.Equal(new FeedHead("area/1", 0, 0), await log.ReadFeedHead("area/1", Cancel));
        Assert.Null((await log.Check(null, Cancel)).Fault);
    }

    [Fact]
    public async Task A_batch_gets_position_version_and_feed_numbers_in_order()
    {
        await using var log = Open();
        await log.Append(Given.One("case/1", 0, "a", "area/1"), Cancel);
        var answer = await log.Append(
            Given.One("case/2", 0, "b").Of(Given.Fact("{}", "area/1", "dept/1"), Given.Fact("{}", "area/1")), Cancel);
        Assert.Equal([2L, 3L], answer.Facts.Select(fact => fact.Position));
        Assert.Equal([1L, 2L], answer.Facts.Select(fact => fact.Version));
        Assert.Equal([new FeedNumber("area/1", 2), new FeedNumber("dept/1", 1)], answer.Facts[0].Feeds);
        Assert.Equal([new FeedNumber("area/1", 3)], answer.Facts[1].Feeds);
        Assert.Equal((3L, 2L), (answer.LastPosition, answer.Version));
        Assert.Equal(3, log.Head.Position);
    }

    [Fact]
    public async Task Every_field_of_the_envelope_comes_back_as_it_went_in()
    {
        await using var log = Open();
        await log.Append(Given.One("case/0", 0, "first", "area/1"), Cancel);
        var batch = new NewBatch
        {
            Stream = "case/案-1",
            ExpectedVersion = 0,
            CommandId = "命令 'quoted' \"1\"",
            At = Given.Morning.AddTicks(19),
            By = new Author("account-7", "GridWorker"),
            Client = "worker-app",
            Cause = 1,
            Correlation = "case/案-1",
            RulesVersion = "2026.05",
            Tag = "drill-1",
            Facts =
            [
                new NewFact("case/Reported", 3, """{"unknown":{"kept":[1,2,"é水"]}}"""u8.ToArray(), ["area/网格 1"]),
                new NewFact("case/Filed", 1, "{}"u8.ToArray(), [], new Author("rule-9", "System")),
            ],
        };
        var answer = await log.Append(batch, Cancel);
        var first = answer.Facts[0];
        Assert.Equal(("案", "drill-1", 1L), (first.Stream[5..6], first.Tag, first.Cause));
        Assert.Equal(("case/Reported", 3, "2026.05"), (first.Kind, first.Schema, first.RulesVersion));
        Assert.Equal(new Author("account-7", "GridWorker"), first.By);
        Assert.Equal(new Author("rule-9", "System"), answer.Facts[1].By);
        Assert.Equal("""{"unknown":{"kept":[1,2,"é水"]}}""", Encoding.UTF8.GetString(first.Payload.Span));
        Assert.Equal(Given.Morning.AddTicks(10), first.At);
        Assert.Equal(Given.Texts(answer.Facts), Given.Texts(await log.ReadStream(batch.Stream, 0, 10, Cancel)));
        Assert.Equal(Given.Texts(answer.Facts), Given.Texts(await log.ReadAll(1, 10, Cancel)));
        Assert.Equal(Given.Text(first), Given.Text(Assert.Single(await log.ReadFeed("area/网格 1", 0, 10, Cancel))));
    }

    [Fact]
    public async Task Reads_answer_at_most_what_was_asked_and_go_on_from_there()
    {
        await using var log = Open();
        for (var i = 0; i < 25; i++)
        {
            await log.Append(Given.One("case/1", i, $"c{i}", "area/1"), Cancel);
        }

        foreach (var read in new Func<long, ValueTask<System.Collections.Immutable.ImmutableArray<Fact>>>[]
        {
            after => log.ReadStream("case/1", after, 7, Cancel),
            after => log.ReadFeed("area/1", after, 7, Cancel),
            after => log.ReadAll(after, 7, Cancel),
        })
        {
            Assert.Equal(Enumerable.Range(1, 7).Select(i => (long)i), (await read(0)).Select(fact => fact.Version));
            Assert.Equal(Enumerable.Range(8, 7).Select(i => (long)i), (await read(7)).Select(fact => fact.Version));
            Assert.Equal([25L], (await read(24)).Select(fact => fact.Version));
            Assert.Empty(await read(25));
            Assert.Empty(await read(1_000));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await read(-1));
        }
    }

    [Fact]
    public async Task A_moment_never_goes_back_within_a_stream()
    {
        await using var log = Open();
        await log.Append(Given.One("case/1", 0, "a"), Cancel);
        await log.Append(Given.One("case/1", 1, "b") with { At = Given.Morning.AddHours(-1) }, Cancel);
        await log.Append(Given.One("case/2", 0, "c") with { At = Given.Morning.AddHours(-1) }, Cancel);
        var elsewhere = Given.Morning.AddHours(8).ToOffset(TimeSpan.FromHours(8));
        await log.Append(Given.One("case/1", 2, "d") with { At = elsewhere }, Cancel);
        Assert.Equal(
            [Given.Morning, Given.Morning, Given.Morning.AddHours(-1), Given.Morning.AddHours(8)],
            (await log.Everything(Cancel)).Select(fact => fact.At));
        Assert.All(await log.Everything(Cancel), fact => Assert.Equal(TimeSpan.Zero, fact.At.Offset));
    }

    [Fact]
    public async Task A_feed_named_twice_counts_once()
    {
        await using var log = Open();
        var answer = await log.Append(Given.One("case/1", 0, "a", "area/1", "area/2", "area/1"), Cancel);
        Assert.Equal([new FeedNumber("area/1", 1), new FeedNumber("area/2", 1)], answer.Facts[0].Feeds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1} {\"b\":2}")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":\"\\ud800\u0001\"}")]
    public async Task A_payload_that_is_not_one_json_object_is_refused(string payload)
    {
        await using var log = Open();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await log.Append(Given.One("case/1", 0, "a").Of(Given.Fact(payload)), Cancel));
        Assert.Equal(0, log.Head.Position);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_and_batches_without_facts_are_refused()
    {
        await using var log = Open();
        var broken = new NewFact("case/Reported", 1, (byte[])[.. "{\""u8, 0xff, .. "\":1}"u8], []);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await log.Append(Given.One("case/1", 0, "a").Of(broken), Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await log.Append(Given.One("case/1", 0, "a").Of(), Cancel));
        var huge = Given.Fact($$"""{"a":"{{new string('x', 4 * 1024 * 1024)}}"}""");
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await log.Append(Given.One("case/1", 0, "a").Of(huge), Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await log.Append(Given.One("", 0, "a"), Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await log.Append(Given.One("case/1", 0, ""), Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await log.Append(Given.One("case/1", -1, "a"), Cancel));
        Assert.Equal(0, log.Head.Position);
    }

    [Fact]
    public async Task Who_has_left_before_is_not_stored()
    {
        await using var log = Open();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await log.Append(Given.One("case/1", 0, "a"), gone.Token));
        Assert.Equal(0, log.Head.Position);
    }
}
