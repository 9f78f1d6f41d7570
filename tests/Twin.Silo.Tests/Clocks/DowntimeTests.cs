using Twin.City.Cases;
using Twin.City.Json;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Clocks;

/// <summary>The server stands still while clocks become due; after the next start each has fired once.</summary>
public sealed class DowntimeTests
{
    private const int Cases = 6;

    [Fact]
    public async Task Objection_windows_that_ended_during_a_standstill_close_their_cases_once()
    {
        var folder = Directory.CreateTempSubdirectory("twin-clock-");
        try
        {
            await using (var before = await Start(folder, daysAgo: 3))
            {
                using var worker = await before.As("worker-1", TinyCity.WestPost);
                for (var i = 0; i < Cases; i++)
                {
                    await worker.Give<OnSpotRequest, ReportAnswer>("./cases:on-spot", OnSpot, $"spot-{i}");
                }
            }

            for (var start = 0; start < 2; start++)
            {
                await using var after = await Start(folder, daysAgo: 1 - start);
                await Closed(after);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Deadlines_that_passed_during_a_standstill_are_marked_once_and_boards_stay_the_fold()
    {
        var folder = Directory.CreateTempSubdirectory("twin-clock-");
        try
        {
            await using (var before = await Start(folder, daysAgo: 30))
            {
                for (var i = 0; i < Cases; i++)
                {
                    await before.Report(i % 4, $"late-{i}");
                }
            }

            for (var start = 0; start < 2; start++)
            {
                await using var after = await Start(folder, daysAgo: 1 - start);
                var facts = await Passed(after, "T3");
                Assert.All(facts, fact => Assert.True(fact.At - DueAt(fact) > TimeSpan.FromDays(20)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Fact>> Passed(TestCity city, string clock)
    {
        while (true)
        {
            var facts = await city.Log.ReadAll(0, 1_000, TestContext.Current.CancellationToken);
            var passed = facts.Where(fact => fact.Kind == "case/DeadlinePassed" && Clock(fact) == clock).ToList();
            if (passed.Count >= Cases)
            {
                Assert.Equal(Cases, passed.Select(fact => fact.Stream).Distinct().Count());
                Assert.Equal(Cases, passed.Count);
                using var anyone = await city.As("cockpit");
                var boards = await anyone.Get<BoardsView>($"boards?atLeast={facts[^1].Position}");
                Assert.Equal(Cases, boards.Boards.Single(board => board.Id == TinyCity.Root).Board.Awaiting);
                return passed;
            }

            await city.Log.WaitBeyond(facts[^1].Position, TestContext.Current.CancellationToken);
        }

        static string Clock(Fact fact) => ((CaseEvent.DeadlinePassed)Happened(fact)).Clock.Name;
    }

    private static DateTimeOffset DueAt(Fact fact) => ((CaseEvent.DeadlinePassed)Happened(fact)).DueAt;

    private static CaseEvent Happened(Fact fact) => CityJson.DecodeCase(fact.Kind, fact.Schema, fact.Payload);

    /// <summary>All but those drawn for a check are closed, each by one fact.</summary>
    private static async Task Closed(TestCity city)
    {
        var drawn = 0;
        long position = 0;
        while (true)
        {
            var facts = await city.Log.ReadAll(0, 1_000, TestContext.Current.CancellationToken);
            var closed = facts.Where(fact => fact.Kind == "case/Closed").Select(fact => fact.Stream).ToList();
            drawn = facts.Count(fact => fact.Kind == "case/CheckOpened");
            if (closed.Count + drawn >= Cases)
            {
                Assert.Equal(closed.Count, closed.Distinct().Count());
                position = facts[^1].Position;
                break;
            }

            await city.Log.WaitBeyond(facts[^1].Position, TestContext.Current.CancellationToken);
        }

        using var anyone = await city.As("cockpit");
        var boards = await anyone.Get<BoardsView>($"boards?atLeast={position}");
        Assert.Equal(Cases - drawn, boards.Boards.Single(board => board.Id == TinyCity.Root).Board.Closed);
    }

    private static OnSpotRequest OnSpot
    {
        get
        {
            var at = TinyCity.Within(0);
            return new OnSpotRequest("E0102", at.Lng, at.Lat, BeforePhoto: true, AfterPhoto: true);
        }
    }

    private static Task<TestCity> Start(DirectoryInfo folder, int daysAgo) => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, folder.FullName,
        time: new ShiftedTime(TimeSpan.FromDays(-daysAgo)));
}
