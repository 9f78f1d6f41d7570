using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Cases;

/// <summary>Whoever merges may die before the parent hears of it: nobody sends it again, and it is counted.</summary>
public class MergeBookTests
{
    private static readonly CaseId Parent = new("c-1");
    private static readonly CaseId Child = new("c-2");

    [Fact]
    public async Task A_merge_that_nobody_told_is_counted_by_the_next_process()
    {
        await using var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log))
        {
            await Merge(city);
        }

        await using var next = await LiveCity.Start(log);
        await Counted(next, [Child]);
    }

    [Fact]
    public async Task A_merge_that_nobody_told_is_counted_while_the_city_runs_and_so_is_its_undoing()
    {
        await using var city = await LiveCity.Start();
        await city.Pump.Nudge(city.Cancel);
        await Merge(city);
        await Counted(city, [Child]);

        await city.Do(Child.Value, new CaseCommand.Unmerge(new Words("text", "sha")), Town.Receiver);
        await Counted(city, []);
    }

    [Fact]
    public async Task A_word_that_is_lost_is_said_again()
    {
        await using var log = new FlakyLog(MemoryEventLog.Create(TimeProvider.System));
        await using var city = await LiveCity.Start(log);
        await city.Pump.Nudge(city.Cancel);
        await Merge(city);
        log.RefuseNext();

        await Counted(city, [Child]);
    }

    [Fact]
    public async Task What_was_counted_is_not_told_again_after_a_restart()
    {
        await using var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log))
        {
            await Merge(city);
            await Counted(city, [Child]);
        }

        await using var next = await LiveCity.Start(log);
        var facts = log.Head.Position;
        await next.Pump.Nudge(next.Cancel);

        Assert.Equal(facts, log.Head.Position);
        Assert.DoesNotContain((await next.Awake()).Keys, one => one.Contains("CaseGrain", StringComparison.Ordinal));
    }

    private static async Task Merge(LiveCity city)
    {
        await city.Report(Parent.Value, Town.East1);
        var kin = CaseKin.Of(Parent, await city.Case(Parent.Value).See(city.Cancel));
        var report = Town.Flood(Town.East1) with
        {
            Next = new CaseAdvice(new CaseCommand.Merge(kin, 0.95, Confirmed: false), Holds: false),
        };
        var merged = await city.Do(Child.Value, report, Town.Receiver);
        Assert.Equal(CaseStage.Merged, merged.Stage);
        Assert.Empty((await city.Case(Parent.Value).See(city.Cancel))!.MergedFrom);
    }

    /// <summary>As the pump goes on, second by second.</summary>
    private static async Task Counted(LiveCity city, CaseId[] wanted)
    {
        while (!(await city.Case(Parent.Value).See(city.Cancel))!.MergedFrom.SequenceEqual(wanted))
        {
            await city.Pump.Nudge(city.Cancel);
            await Task.Delay(TimeSpan.FromSeconds(1), city.Time, city.Cancel);
        }
    }
}
