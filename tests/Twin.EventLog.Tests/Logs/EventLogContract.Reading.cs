namespace Twin.EventLog.Tests.Logs;

public abstract partial class EventLogContract
{
    private const int Writers = 32;
    private const int BatchesEach = 20;

    [Fact]
    public async Task Feeds_are_numbered_without_a_gap_under_many_writers()
    {
        await using var log = Open();
        await WriteAtOnce(log);
        var all = await log.Everything(Cancel);
        var places = Enumerable.Range(1, Writers * BatchesEach * 2).Select(i => (long)i);
        Assert.Equal(places, all.Select(fact => fact.Position));
        foreach (var feed in all.SelectMany(fact => fact.Feeds).GroupBy(feed => feed.Feed))
        {
            Assert.Equal(Enumerable.Range(1, feed.Count()).Select(i => (long)i), feed.Select(one => one.Number));
            var read = await log.ReadFeed(feed.Key, 0, int.MaxValue, Cancel);
            Assert.Equal(
                Given.Texts(all.Where(fact => fact.Feeds.Any(one => one.Feed == feed.Key))), Given.Texts(read));
            Assert.Equal(
                new FeedHead(feed.Key, read.Length, read[^1].Position), await log.ReadFeedHead(feed.Key, Cancel));
        }

        foreach (var stream in all.GroupBy(fact => fact.Stream))
        {
            Assert.Equal(Given.Texts(stream), Given.Texts(await log.ReadStream(stream.Key, 0, int.MaxValue, Cancel)));
        }

        var report = await log.Check(null, Cancel);
        Assert.Null(report.Fault);
        Assert.Equal((log.Head, log.Head.Position), (report.Head, report.Facts));
    }

    [Fact]
    public async Task A_reader_never_passes_a_hole()
    {
        await using var log = Open();
        var writing = WriteAtOnce(log);
        var (position, number, last) = (0L, 0L, Writers * BatchesEach * 2L);
        while (position < last)
        {
            await log.WaitBeyond(position, Cancel);
            var head = log.Head.Position;
            foreach (var fact in await log.ReadAll(position, 50, Cancel))
            {
                Assert.Equal(++position, fact.Position);
            }

            foreach (var fact in await log.ReadFeed("area/1", number, 50, Cancel))
            {
                Assert.Contains(new FeedNumber("area/1", ++number), fact.Feeds);
            }

            Assert.True((await log.ReadAll(head - 1, 1, Cancel)).Length == 1, "The head itself can be read.");
        }

        await writing;
    }

    [Fact]
    public async Task A_check_while_others_write_finds_no_fault()
    {
        await using var log = Open();
        var writing = WriteAtOnce(log);
        do
        {
            var before = log.Head;
            var report = await log.Check(null, Cancel);
            Assert.Null(report.Fault);
            Assert.True(report.Facts >= before.Position, "The check walks at least to the head that was shown.");
        }
        while (!writing.IsCompleted);
        await writing;
    }

    [Fact]
    public async Task The_feeds_with_news_are_told_in_the_order_of_their_names()
    {
        await using var log = Open();
        await log.Append(Given.One("case/1", 0, "a", "area/2", "area/1"), Cancel);
        await log.Append(Given.One("case/2", 0, "b", "area/3"), Cancel);
        await log.Append(Given.One("case/3", 0, "c", "area/1"), Cancel);
        Assert.Equal(
            [new FeedHead("area/1", 2, 3), new FeedHead("area/2", 1, 1), new FeedHead("area/3", 1, 2)],
            await log.ReadFeedHeads(0, Cancel));
        Assert.Equal(
            [new FeedHead("area/1", 2, 3), new FeedHead("area/3", 1, 2)], await log.ReadFeedHeads(1, Cancel));
        Assert.Empty(await log.ReadFeedHeads(3, Cancel));
    }

    [Fact]
    public async Task Who_waits_for_the_head_is_woken_by_the_next_commit()
    {
        await using var log = Open();
        var waiting = log.WaitBeyond(1, Cancel).AsTask();
        await log.Append(Given.One("case/1", 0, "a"), Cancel);
        Assert.False(waiting.IsCompleted);
        await log.Append(Given.One("case/1", 1, "b"), Cancel);
        await waiting;
        await log.WaitBeyond(0, Cancel);
    }

    [Fact]
    public async Task Who_waits_for_the_head_may_leave()
    {
        await using var log = Open();
        using var leaving = new CancellationTokenSource();
        var waiting = log.WaitBeyond(0, leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await log.WaitBeyond(0, leaving.Token));
    }

    [Fact]
    public async Task A_closing_log_wakes_who_waits_for_its_head()
    {
        var log = Open();
        var waiting = log.WaitBeyond(0, Cancel).AsTask();
        await log.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public async Task The_newest_snapshot_of_a_fold_is_kept()
    {
        await using var log = Open();
        var newer = new Snapshot("case/1", 20, 1, "hash-20", "state 20"u8.ToArray());
        await log.SaveSnapshot(newer, Cancel);
        await log.SaveSnapshot(newer with { Version = 10, Hash = "hash-10" }, Cancel);
        var kept = await log.ReadSnapshot("case/1", 1, Cancel);
        Assert.Equal((20L, "hash-20"), (kept!.Version, kept.Hash));
        Assert.Equal("state 20"u8.ToArray(), kept.State.ToArray());
        Assert.Null(await log.ReadSnapshot("case/1", 2, Cancel));
        Assert.Null(await log.ReadSnapshot("case/2", 1, Cancel));
        await log.SaveSnapshot(newer with { Version = 5, FoldVersion = 2 }, Cancel);
        Assert.Equal(5, (await log.ReadSnapshot("case/1", 2, Cancel))!.Version);
        Assert.Null(await log.ReadSnapshot("case/1", 1, Cancel));
    }

    [Fact]
    public async Task A_printed_head_is_found_again_in_the_chain()
    {
        await using var log = Open();
        await log.Append(Given.One("case/1", 0, "a"), Cancel);
        var printed = log.Head;
        await log.Append(Given.One("case/1", 1, "b"), Cancel);
        Assert.Equal(printed.Hash, await log.ReadHash(printed.Commit, Cancel));
        Assert.Equal(log.Head.Hash, await log.ReadHash(log.Head.Commit, Cancel));
        Assert.NotEqual(printed.Hash, log.Head.Hash);
        Assert.Null(await log.ReadHash(log.Head.Commit + 1, Cancel));
        Assert.Null(await log.ReadHash(0, Cancel));
    }

    /// <summary>Thirty-two writers, each with streams of its own and feeds in common; two facts a batch.</summary>
    private static Task WriteAtOnce(IEventLog log) => Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
    {
        await Task.Yield();
        for (var i = 0; i < BatchesEach; i++)
        {
            var batch = Given.One($"case/{writer}-{i % 3}", i / 3 * 2, $"c{i}").Of(
                Given.Fact("{}", $"area/{i % 4}", $"dept/{writer}"), Given.Fact("{}", $"area/{i % 4}"));
            await log.Append(batch, Cancel);
        }
    }));
}
