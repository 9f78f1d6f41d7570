using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Live;

namespace Twin.Silo.Tests;

/// <summary>The way of one fact, end to end.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task A_report_reaches_case_log_boards_and_screen()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start(options => options with { Log = Silo.Options.LogStore.Sqlite });
        using var hub = await HubClient.Open(city.Url, await city.Token("cockpit"), cancel);
        await using var screen = hub.Watch(TinyCity.WestGrid, null, cancel).GetAsyncEnumerator(cancel);
        Assert.True(await screen.MoveNextAsync());
        var snapshot = screen.Current;
        Assert.Equal(("snapshot", 0), (snapshot.Kind, snapshot.Board!.Reported));

        var answer = await city.Report(0, text: "路口积水");

        Assert.Equal(16, answer.Receipt.Length);
        var shown = await Until(screen, frame => frame.Cases.Any(mark => mark.CaseId == answer.CaseId));
        Assert.InRange(shown.Version, snapshot.Version + 1, snapshot.Version + 20);
        using var cockpit = await city.As("cockpit");
        var seen = await cockpit.Get<CaseView>($"cases/{answer.CaseId}");
        Assert.Equal((TinyCity.WestGrid, true, "AwaitAccept"), (seen.Home, seen.HasText, seen.Stage));
        foreach (var home in new[] { TinyCity.WestGrid, TinyCity.WestCommunity, TinyCity.Root })
        {
            var board = await cockpit.Get<AreaBoardView>($"areas/{home}/board?atLeast={seen.Position}");
            Assert.Equal((1, 1), (board.Board.Reported, board.Board.Open));
        }
    }

    [Fact]
    public async Task A_case_is_accepted_handled_and_closed_from_the_phone()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await TestCity.Start();
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        using var checker = await city.As("worker-2", "g-1-2");
        using var hub = await HubClient.Open(city.Url, await city.Token("worker-1"), cancel);
        await using var phone = hub.WatchPost(TinyCity.WestPost, cancel).GetAsyncEnumerator(cancel);

        var answer = await city.Report(0, text: "路面有泥");
        var seat = await Until(phone, frame => frame.Post.Tasks.Any(task => task.CaseId == answer.CaseId));

        Assert.Equal("Handle", Assert.Single(seat.Post.Tasks).Task);
        await worker.Command(answer.CaseId, "accept");
        await worker.Command(answer.CaseId, "Arrive");
        await worker.Command(answer.CaseId, "handle", new CommandRequest(Text: "已冲洗", Photo: true));
        await checker.Command(answer.CaseId, "accept");
        var closed = await checker.Command(answer.CaseId, "pass-check", new CommandRequest(Photo: true));

        Assert.Equal("Closed", closed.Stage);
        var progress = await city.Http.Get<ProgressView>($"reports/{answer.Receipt}");
        Assert.Equal(("Closed", "已结案"), (progress.Stage, progress.StageZh));
        using var cockpit = await city.As("cockpit");
        var boards = await cockpit.Get<BoardsView>($"boards?atLeast={closed.Position}");
        Assert.All(
            boards.Boards.Where(board => board.Id is TinyCity.Root or TinyCity.WestCommunity or TinyCity.WestGrid),
            board => Assert.Equal((1, 0, 1), (board.Board.Reported, board.Board.Open, board.Board.Closed)));
    }

    [Fact]
    public async Task A_restarted_server_knows_everything_that_it_acknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("twin-silo-");
        try
        {
            ReportAnswer answer;
            await using (var city = await TestCity.Start(Sqlite, folder.FullName))
            {
                answer = await city.Report(2, key: "once");
            }

            await using var again = await TestCity.Start(Sqlite, folder.FullName);
            var resent = await again.Report(2, key: "once");

            Assert.Equal(answer with { Again = true }, resent);
            Assert.Equal("AwaitAccept", (await again.Http.Get<ProgressView>($"reports/{answer.Receipt}")).Stage);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static Silo.Options.SiloOptions Sqlite(Silo.Options.SiloOptions options) =>
            options with { Log = Silo.Options.LogStore.Sqlite };
    }

    private static async Task<T> Until<T>(IAsyncEnumerator<T> items, Func<T, bool> wanted)
    {
        while (await items.MoveNextAsync())
        {
            if (wanted(items.Current))
            {
                return items.Current;
            }
        }

        throw new InvalidOperationException("The stream ended before it showed what was expected.");
    }
}
