namespace Twin.EventLog.Tests.Logs;

public abstract partial class EventLogContract
{
    [Fact]
    public async Task A_stale_append_fails_alone_among_sixty_three_good_ones()
    {
        await using var log = Open();
        await log.Append(Given.One("case/0", 0, "before"), Cancel);
        var all = Enumerable.Range(0, 64)
            .Select(i => log.Append(Given.One($"case/{i}", 0, $"c{i}", "area/1"), Cancel).AsTask()).ToArray();
        var stale = await Assert.ThrowsAsync<LogConflictException>(() => all[0]);
        Assert.Equal((0L, 1L), (stale.Expected, stale.Found));
        var stored = await Task.WhenAll(all[1..]);
        Assert.Equal(64, log.Head.Position);
        Assert.Equal(Enumerable.Range(2, 63).Select(i => (long)i), stored.Select(one => one.LastPosition).Order());
        Assert.Equal(63, (await log.ReadFeedHead("area/1", Cancel)).Number);
    }

    [Fact]
    public async Task A_stream_may_be_appended_to_several_times_at_once()
    {
        await using var log = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            log.Append(Given.One("case/1", i, $"c{i}"), Cancel).AsTask()));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), answers.Select(one => one.Version));
    }

    [Fact]
    public async Task Of_two_writers_with_the_same_version_one_wins()
    {
        await using var log = Open();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
        {
            try
            {
                await log.Append(Given.One("case/1", 0, $"c{i}"), Cancel);
                return "stored";
            }
            catch (LogConflictException conflict)
            {
                return $"found {conflict.Found}";
            }
        }));
        Assert.Equal(["found 1", "stored"], outcomes.Order());
    }

    [Fact]
    public async Task A_version_from_the_future_is_a_conflict_too()
    {
        await using var log = Open();
        await Assert.ThrowsAsync<LogConflictException>(async () =>
            await log.Append(Given.One("case/1", 3, "a"), Cancel));
    }

    [Fact]
    public async Task A_command_that_is_stored_is_answered_with_its_facts()
    {
        await using var log = Open();
        var first = await log.Append(
            Given.One("case/1", 0, "a").Of(Given.Fact("{}", "area/1"), Given.Fact("{}", "area/1")), Cancel);
        await log.Append(Given.One("case/1", 2, "b", "area/1"), Cancel);
        var again = await log.Append(Given.One("case/1", 0, "a").Of(Given.Fact("""{"other":1}""")), Cancel);
        Assert.Equal(Given.Texts(first.Facts), Given.Texts(again.Facts));
        Assert.Equal(3, log.Head.Position);
    }

    [Fact]
    public async Task One_command_sent_many_times_at_once_is_stored_once()
    {
        await using var log = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ =>
            log.Append(Given.One("case/1", 0, "a", "area/1"), Cancel).AsTask()));
        Assert.All(answers, answer => Assert.Equal(1, answer.LastPosition));
        Assert.Equal(1, log.Head.Position);
        Assert.Equal(1, (await log.ReadFeedHead("area/1", Cancel)).Number);
    }

    [Fact]
    public async Task The_same_command_in_another_stream_is_another_one()
    {
        await using var log = Open();
        await log.Append(Given.One("case/1", 0, "a"), Cancel);
        await log.Append(Given.One("case/2", 0, "a"), Cancel);
        Assert.Equal(2, log.Head.Position);
    }

    [Fact]
    public async Task An_unknown_outcome_is_settled_by_sending_the_command_again()
    {
        await using var log = Open();
        using var impatient = new CancellationTokenSource();
        var lost = log.Append(Given.One("case/1", 0, "a"), impatient.Token).AsTask();
        await impatient.CancelAsync();
        var settled = await log.Append(Given.One("case/1", 0, "a"), Cancel);
        Assert.Equal((1L, 1L), (settled.LastPosition, log.Head.Position));
        Assert.True(lost.IsCanceled || (await lost).LastPosition == 1);
    }

    [Fact]
    public async Task A_long_stream_still_knows_its_first_command()
    {
        await using var log = Open();
        for (var i = 0; i < 120; i++)
        {
            await log.Append(Given.One("case/1", i, $"c{i}"), Cancel);
        }

        for (var i = 0; i < 120; i++)
        {
            Assert.Equal(i + 1, (await log.Append(Given.One("case/1", 0, $"c{i}"), Cancel)).LastPosition);
        }
    }
}
