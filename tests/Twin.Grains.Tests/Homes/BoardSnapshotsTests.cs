using Twin.City.Boards;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Homes;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

public class BoardSnapshotsTests
{
    private const string Feed = "area:east-1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_home_goes_on_where_its_snapshot_ends()
    {
        var (log, own, board) = await KeptHome();

        var woken = new OwnCases(Town.East1, 200, log);
        await woken.Load(Cancel);

        Assert.Equal(board, woken.AsOf(0));
        Assert.Equal(own.TakeChanges().Count(mark => mark.Open), woken.TakeChanges().Length);
        Assert.NotNull(await log.ReadSnapshot(Feed, 1, Cancel));
    }

    [Theory]
    [InlineData("hash")]
    [InlineData("ahead")]
    [InlineData("home")]
    public async Task A_snapshot_that_cannot_be_trusted_is_passed_over(string fault)
    {
        var (log, _, board) = await KeptHome();
        var kept = (await log.ReadSnapshot(Feed, 1, Cancel))!;
        var households = fault == "home" ? 999 : 200;
        await log.SaveSnapshot(
            fault switch
            {
                "hash" => kept with { Hash = "0", Version = kept.Version + 1 },
                "ahead" => kept with { Version = 1_000_000 },
                _ => kept,
            },
            Cancel);

        var woken = new OwnCases(Town.East1, households, log);
        await woken.Load(Cancel);

        Assert.Equal(board with { HeatMicros = 0 }, woken.AsOf(0) with { HeatMicros = 0 });
    }

    [Fact]
    public async Task It_is_kept_after_two_hundred_facts_but_not_more_than_once_a_minute()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        var snapshots = new BoardSnapshots(log, Feed);
        var fold = new BoardFold(Town.East1, 200);

        await snapshots.KeepIfDue(fold, 199, Town.Morning, Cancel);
        Assert.Null(await log.ReadSnapshot(Feed, 1, Cancel));
        await snapshots.KeepIfDue(fold, 200, Town.Morning.AddMinutes(1), Cancel);
        Assert.Equal(200, (await log.ReadSnapshot(Feed, 1, Cancel))!.Version);
        await snapshots.KeepIfDue(fold, 900, Town.Morning.AddMinutes(1.5), Cancel);
        Assert.Equal(200, (await log.ReadSnapshot(Feed, 1, Cancel))!.Version);
        await snapshots.KeepIfDue(fold, 901, Town.Morning.AddMinutes(2), Cancel);
        Assert.Equal(901, (await log.ReadSnapshot(Feed, 1, Cancel))!.Version);
        await snapshots.KeepIfDue(fold, 902, Town.Morning.AddHours(23), Cancel);
        Assert.Equal(901, (await log.ReadSnapshot(Feed, 1, Cancel))!.Version);
        await snapshots.KeepIfDue(fold, 902, Town.Morning.AddHours(25), Cancel);
        Assert.Equal(902, (await log.ReadSnapshot(Feed, 1, Cancel))!.Version);
    }

    /// <summary>A grid of sixty cases whose fold was kept, and what it showed then.</summary>
    private static async Task<(IEventLog Log, OwnCases Own, Board Board)> KeptHome()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log))
        {
            for (var i = 0; i < 60; i++)
            {
                await city.Report($"c-{i}", Town.East1);
            }
        }

        var own = new OwnCases(Town.East1, 200, log);
        await own.Load(Cancel);
        await own.KeepSnapshot(Town.Morning, Cancel);
        return (log, own, own.AsOf(0));
    }
}
