using Twin.EventLog.Memory;

namespace Twin.EventLog.Tests.Logs;

public sealed class MemoryEventLogTests : EventLogContract
{
    [Fact]
    public async Task An_append_is_done_before_the_call_returns()
    {
        await using var log = Open();
        var append = log.Append(Given.One("case/1", 0, "a"), Cancel);
        Assert.True(append.IsCompletedSuccessfully);
        await append;
    }

    [Fact]
    public async Task Two_runs_of_the_same_city_end_with_the_same_hash()
    {
        var heads = new List<LogHead>();
        for (var run = 0; run < 2; run++)
        {
            await using var log = Open();
            for (var i = 0; i < 20; i++)
            {
                await log.Append(Given.One($"case/{i % 5}", i / 5, $"c{i}", "area/1"), Cancel);
            }

            heads.Add(log.Head);
        }

        Assert.Equal(heads[0], heads[1]);
    }

    protected override IEventLog Open() => MemoryEventLog.Create(new ManualClock());
}
