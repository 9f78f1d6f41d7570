using System.Diagnostics;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests;

/// <summary>Streams are hints: what they lose is made good within six seconds, with no further traffic.</summary>
public sealed class LostHintTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Boards_are_right_although_hints_were_lost(bool first, bool last)
    {
        await using var city = await TestCity.Start(options => options with { DropFirst = first, DropLast = last });
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        using var checker = await city.As("worker-2", "g-1-2");
        var reports = new List<ReportAnswer>();
        for (var at = 0; at < 12; at++)
        {
            reports.Add(await city.Report(at % 4));
        }

        await worker.Command(reports[0].CaseId, "accept");
        await worker.Command(reports[0].CaseId, "handle", new CommandRequest(Text: "done", Photo: true));
        await checker.Command(reports[0].CaseId, "accept");
        var end = await checker.Command(reports[0].CaseId, "pass-check", new CommandRequest(Photo: true));
        var watch = Stopwatch.StartNew();

        var boards = await worker.Get<BoardsView>($"boards?atLeast={end.Position}");

        output.WriteLine($"healed after {watch.ElapsedMilliseconds} ms");
        var root = boards.Boards.Single(board => board.Id == TinyCity.Root).Board;
        Assert.Equal((12, 11, 1), (root.Reported, root.Open, root.Closed));
        Assert.Equal(3, boards.Boards.Single(board => board.Id == TinyCity.EastGrid).Board.Open);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6));
    }
}
