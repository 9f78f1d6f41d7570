using Twin.Cli.Replay.Rows;
using Twin.Cli.Replay.Sending;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Cli.Tests.Replay;

public class SendingTests
{
    private static readonly ProblemView Full = new("", "", 503, "full", "Busy");

    private static readonly ReplayRow Row = new(
        2, "77", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), null, -71.1, 42.3, false, "E0110",
        "Hotline", null, null);

    [Fact]
    public void The_identities_of_a_row_follow_from_its_id_alone()
    {
        var lines = new List<CommandLine>();
        var life = new CaseLife("boston-311", "city");
        life.AddClosing(lines, Row, "case-1");

        Assert.Equal("boston-311:77", life.Report(Row).Key);
        Assert.Equal(["File", "Dispatch", "Accept", "Handle", "PassCheck"], lines.Select(line => line.Command));
        Assert.Equal(
            ["boston-311:77/file", "boston-311:77/dispatch", "boston-311:77/accept", "boston-311:77/handle",
                "boston-311:77/check"],
            lines.Select(line => line.Body.CommandId));
        Assert.All(lines, line => Assert.Equal("case-1", line.CaseId));
    }

    [Fact]
    public void A_row_without_a_place_is_reported_to_the_city_as_a_whole()
    {
        var report = new CaseLife("s", "city").Report(Row with { Lng = null, Lat = null }).Report;

        Assert.Equal(("city", true), (report.Home, report.History));
        Assert.Null(report.DefaultPlace);
    }

    [Fact]
    public async Task A_lane_sends_every_job_once_in_full_posts()
    {
        var sent = new List<int>();
        var lane = new Lane<int>(
            (jobs, _) =>
            {
                lock (sent)
                {
                    Assert.InRange(jobs.Count, 1, 4);
                    sent.AddRange(jobs);
                }

                return Task.CompletedTask;
            },
            4, 3, TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++)
        {
            await lane.Put(i);
        }

        await lane.End();

        Assert.Equal(Enumerable.Range(0, 100), sent.Order());
    }

    [Fact]
    public async Task What_a_post_throws_comes_out_where_the_next_job_goes_in()
    {
        var lane = new Lane<int>(
            (_, _) => Task.FromException(new InvalidDataException("broken")), 1, 1,
            TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            while (true)
            {
                await lane.Put(1);
            }
        });
    }

    [Fact]
    public async Task A_post_that_passes_later_goes_again_and_one_that_never_does_is_told()
    {
        var turns = 0;
        await Persistence.Post<int>(
            [1, 2, 3],
            (left, _, _) => ++turns switch
            {
                1 => throw new TwinRefusedException(Full),
                2 => Task.FromResult<IReadOnlyList<int>>([left[2]]),
                _ => Task.FromResult<IReadOnlyList<int>>([]),
            },
            TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(3, turns);
        await Assert.ThrowsAsync<TwinRefusedException>(() => Persistence.Post<int>(
            [1], (_, _, _) => throw new TwinRefusedException(Full with { Status = 400 }), TimeProvider.System,
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_tally_counts_as_new_what_lies_behind_the_head_of_the_start()
    {
        var tally = new Tally(100);
        tally.Report(Row, Reported(90, again: true));
        tally.Report(Row, Reported(101, again: false));
        tally.Report(Row, Reported(102, again: true));
        tally.Report(Row, new ReportLineAnswer(4, "k", 400, null, Full));

        Assert.Equal((3, 2, 102), (tally.Reported, tally.ReportedNew, tally.Position));
        Assert.Contains("Report answered 400", Assert.Single(tally.Refused).Found);
    }

    [Fact]
    public void A_closing_that_was_refused_half_way_names_the_step()
    {
        var tally = new Tally(0);
        CommandLine[] asked = [new("c", "File", new CommandRequest()), new("c", "Dispatch", new CommandRequest())];
        tally.Close(Row, [Done("Dispatching", 5), new CommandLineAnswer(2, "c", 409, null, Full)], asked);

        Assert.Equal(0, tally.Closed);
        Assert.StartsWith("Dispatch answered 409", Assert.Single(tally.Refused).Found);
    }

    [Fact]
    public void A_closing_is_counted_as_its_row_is_judged()
    {
        var tally = new Tally(5);
        CommandLine[] asked = [new("c", "PassCheck", new CommandRequest())];
        tally.Close(Row, [Done("Closed", 9)], asked);
        tally.Close(Row, [Done("FollowingUp", 10)], asked);

        Assert.Equal((1, 1), (tally.Closed, tally.ClosedNewAs(Lateness.NoTarget)));
        Assert.Contains("FollowingUp", Assert.Single(tally.Refused).Found);
    }

    private static ReportLineAnswer Reported(long position, bool again) =>
        new(1, "k", again ? 200 : 201, new ReportAnswer("r", "c", position, "UnderReview", again), null);

    private static CommandLineAnswer Done(string stage, long position) =>
        new(1, "c", 200, new CommandAnswer("c", stage, 3, position, false), null);
}
