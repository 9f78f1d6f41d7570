using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains.Clocks;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Obligations;

/// <summary>Over HTTP and across a restart: three departments owe a case, one is silent and climbs alone.</summary>
public sealed class SilentDepartmentTests : IDisposable
{
    private const string Silent = "Drainage";

    /// <summary>Friday, 12 June 2026, 09:00 in the city: a week before the Dragon Boat holiday.</summary>
    private static readonly DateTimeOffset Friday = new(2026, 6, 12, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-owed-");
    private readonly JumpingTime _time = new(Friday);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_silent_one_alone_climbs_at_the_stated_times_and_the_others_stay_by_hash()
    {
        string id;
        CaseView before;
        await using (var city = await Start())
        {
            id = await Owed(city);
            await Finish(city, id, "Enforcement", "handler-enforcement");
            await Work(city, id, "Construction", "handler-construction");
            before = await See(city, id);
            var accept = Clock(before, "WhistleAccept");
            Assert.Equal(TimeSpan.FromHours(4), accept.DueAt - accept.StartedAt);

            await Until(city, id, accept.DueAt, level: 2);
        }

        await using (var again = await Start())
        {
            var supervised = await See(again, id);
            Assert.Equal("NoShow", Of(supervised, Silent).Stage);
            // A working day for a plan: Monday. Then seven for a note, and the 19th is a holiday.
            var answer = Clock(supervised, "SupervisionAnswer");
            Assert.Equal((15, TimeSpan.FromDays(3)), (Day(answer.DueAt), answer.DueAt - answer.StartedAt));
            var listed = await Until(again, id, answer.DueAt, level: 3);
            var note = Clock(listed, "SupervisionAnswer");
            Assert.Equal((25, TimeSpan.FromDays(10)), (Day(note.DueAt), note.DueAt - note.StartedAt));
            var led = await Until(again, id, note.DueAt, level: 4);

            foreach (var other in new[] { "Enforcement", "Construction" })
            {
                Assert.Equal(Of(before, other).Hash, Of(led, other).Hash);
                Assert.Equal(0, Of(led, other).Supervision);
            }

            Assert.Equal(
                "Raised CommunityOK StreetOK Called Passed NoShow Supervised Passed Listed Passed LeaderLed",
                string.Join(' ', Of(led, Silent).Steps.Select(step => step.Kind)));
            Assert.NotEqual(Of(before, Silent).Hash, Of(led, Silent).Hash);
            await InTheListOfTheDepartment(again, id, led);
            await TheCaseWaits(again, id);
        }
    }

    private static async Task InTheListOfTheDepartment(TestCity city, string id, CaseView led)
    {
        using var desk = await city.As("handler-drainage");
        var list = await desk.Get<ObligationPage>($"departments/{Silent}/obligations?atLeast={led.Position}");

        var row = Assert.Single(list.Rows);
        Assert.Equal((id, 4, Of(led, Silent).Hash), (row.CaseId, row.Supervision, row.Hash));
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri("departments/Enforcement/obligations", UriKind.Relative));
        Assert.Equal("NotAllowed", (await desk.Problem(request)).Code);
    }

    /// <summary>Only when the last department has signed off may the case be called handled.</summary>
    private static async Task TheCaseWaits(TestCity city, string id)
    {
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"cases/{id}/handle", UriKind.Relative))
        {
            Content = System.Net.Http.Json.JsonContent.Create(new CommandRequest(Text: "已拆除", Photo: true)),
        };
        var refused = await worker.Problem(request);
        Assert.Equal(("PartsDecide", 409), (refused.Code, refused.Status));

        await Finish(city, id, Silent, "handler-drainage", rates: false);
        await Finish(city, id, "Construction", "handler-construction", rates: false);
        var handled = await worker.Command(id, "handle", new CommandRequest(Text: "已拆除", Photo: true));
        Assert.Equal("Checking", handled.Stage);
    }

    /// <summary>A case in the hands of its grid, and three departments called by the street.</summary>
    private static async Task<string> Owed(TestCity city)
    {
        var id = (await city.Report(0, code: "E0101")).CaseId;
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        await worker.Command(id, "accept");
        using var street = await city.As("street");
        foreach (var department in new[] { "Enforcement", "Construction", Silent })
        {
            await street.Command(
                id, "raise-whistle", new CommandRequest(Whistle: "Daily", Department: department, Text: "请到场"));
        }

        return id;
    }

    private static async Task Work(TestCity city, string id, string department, string account)
    {
        using var desk = await city.As(account);
        await Act(desk, id, department, "accept", new ObligationRequest());
        await Act(desk, id, department, "arrive", new ObligationRequest());
    }

    private static async Task Finish(TestCity city, string id, string department, string account, bool rates = true)
    {
        using var desk = await city.As(account);
        if (Of(await See(city, id), department).Stage != "Working")
        {
            await Work(city, id, department, account);
        }

        await Act(desk, id, department, "result", new ObligationRequest(Text: "已处理"));
        await Act(desk, id, department, "sign-off", new ObligationRequest());
        if (rates)
        {
            using var head = await city.As("grid-head");
            var rating = new ObligationRequest(ArrivedOnTime: true, Solved: true, Attitude: 5);
            await Act(head, id, department, "rate", rating);
        }
    }

    private static async Task Act(HttpClient desk, string id, string department, string act, ObligationRequest body)
    {
        var offered = await desk.Get<CaseDeskView>($"cases/{id}/desk");
        var owed = Of(offered.Case, department);
        Assert.Contains(new ActView(owed.Obligation, act), offered.Acts);
        var own = offered.Case.Obligations!.Where(one => one.Department == department).Select(one => one.Obligation);
        Assert.True(act == "rate" || offered.Acts.All(one => own.Contains(one.Obligation)));
        await desk.Give<ObligationRequest, CommandAnswer>($"cases/{id}/obligations/{owed.Obligation}/{act}", body);
    }

    /// <summary>Lets the time come and waits until the silent department has climbed.</summary>
    private async Task<CaseView> Until(TestCity city, string id, DateTimeOffset moment, int level)
    {
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(level == 2 ? 0 : level - 1, Of(await See(city, id), Silent).Supervision);
        _time.JumpTo(moment);
        while (true)
        {
            // Clocks are told by hints: one that arrives after a sweep waits for the next.
            await city.Services.GetRequiredService<ClockRounds>().Sweep(cancel);
            var head = city.Log.Head.Position;
            var seen = await See(city, id);
            if (Of(seen, Silent).Supervision == level)
            {
                return seen;
            }

            await Moved(city, head, cancel);
        }
    }

    private static async Task Moved(TestCity city, long head, CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            await city.Log.WaitBeyond(head, soon.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nothing yet; the caller looks again.
        }
    }

    private static async Task<CaseView> See(TestCity city, string id)
    {
        using var anyone = await city.As("cockpit");
        return await anyone.Get<CaseView>($"cases/{id}");
    }

    private static ObligationView Of(CaseView seen, string department) =>
        seen.Obligations!.Single(one => one.Department == department);

    private static ObligationClockView Clock(CaseView seen, string name)
    {
        var silent = Of(seen, Silent);
        return silent.Clocks.Single(clock => clock.Clock == $"{name}.{silent.Obligation}");
    }

    private static int Day(DateTimeOffset moment) => moment.ToOffset(Friday.Offset).Day;

    /// <summary>The demo's accounts of street and grid need a street.</summary>
    private Task<TestCity> Start()
    {
        var parts = TinyCity.Parts();
        var street = parts.Areas[0] with
        {
            Id = "a-4",
            Code = "999001001",
            Level = AreaLevel.Street,
            ParentId = TinyCity.Root,
        };
        return TestCity.Start(
            options => options with { Log = LogStore.Sqlite }, _folder.FullName,
            parts with
            {
                Demo = true,
                Areas =
                [
                    parts.Areas[0], street, .. parts.Areas.Skip(1).Select(area => area with { ParentId = street.Id }),
                ],
            },
            _time);
    }
}
