using Twin.Contracts;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;
using Bound = Twin.Silo.Tests.Rights.Bound;

namespace Twin.Silo.Tests.Reviews;

/// <summary>Reviews over HTTP: the same whenever they are opened again, and what was decided becomes cases.</summary>
public sealed class ReviewTests : IDisposable
{
    /// <summary>Noon of a Wednesday in China.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 11, 18, 12, 0, 0, TimeSpan.FromHours(8));

    private const string West = $"areas/{TinyCity.WestCommunity}/reviews/day";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-review-");
    private readonly JumpingTime _time = new(Noon, stands: true);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_review_at_a_position_is_the_same_whatever_happens_later()
    {
        ReviewView held;
        await using (var city = await Start())
        {
            var gone = await city.Report(0);
            await city.Report(1, code: "E0202");
            await city.Report(3);
            _time.JumpTo(Noon.AddDays(1));
            await city.Services.Settle();
            using var lead = await city.As("lead");
            held = await lead.Get<ReviewView>($"{West}?date=2026-11-18");
            Assert.Equal(("2026-11-18", 2, 2.0), (held.Date, held.Cases, Of(held, "reported").Value));
            Assert.Equal(2, Of(held, "open").N);

            // Voided, and a place corrected into the other community, both on the next day.
            await lead.Command(gone.CaseId, "Void", new CommandRequest(Reason: "Test", SecondSignature: true));
            await city.Report(0);
            await city.Services.Settle();
            Equal(held, await lead.Get<ReviewView>($"{West}?date=2026-11-18&position={held.Position}"));
            var now = await lead.Get<ReviewView>($"{West}?date=2026-11-18");
            Equal(held with { Position = city.Log.Head.Position }, now);
        }

        await using var later = await Start();
        await later.Services.Settle();
        using var again = await later.As("lead");
        Equal(held, await again.Get<ReviewView>($"{West}?date=2026-11-18&position={held.Position}"));
        var rows = await again.Get<ReviewRowsView>(
            $"{West}/cases?date=2026-11-18&position={held.Position}&figure=reported");
        Assert.Equal((2, 0), (rows.Rows.Length, rows.Hidden));
        Assert.All(rows.Rows, row => Assert.NotEqual("Voided", row.StageThen));
    }

    [Fact]
    public async Task A_period_that_is_not_over_a_figure_that_is_none_and_a_wrong_day_are_refused()
    {
        await using var city = await Start();
        using var lead = await city.As("lead");

        Assert.Equal("date", await Refused("day?date=2026-11-18"));
        Assert.Equal("date", await Refused("week?date=2026-11-16"));
        Assert.Equal("figure", await Refused("day/cases?figure=nothing"));
        Assert.Equal("figure", await Refused("day/cases"));
        Assert.Equal("position", await Refused("day?position=100000"));
        Assert.Equal("2026-11-17", (await lead.Get<ReviewView>(West)).Date);
        Assert.Equal("2026-11-09", (await lead.Get<ReviewView>(West.Replace("day", "week"))).Date);
        Assert.Equal("2026-10-01", (await lead.Get<ReviewView>(West.Replace("day", "month"))).Date);

        async Task<string?> Refused(string path)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri($"areas/{TinyCity.WestCommunity}/reviews/{path}", UriKind.Relative));
            return (await lead.Problem(request)).Field;
        }
    }

    [Fact]
    public async Task An_outcome_becomes_one_case_of_its_department_and_stands_in_the_review()
    {
        var wish = new ReviewOutcomeRequest(
            "2026-11-17", "沿街垃圾清运频次加倍", "E0104", "Sanitation", Noon.AddDays(5), TinyCity.WestGrid, "decide-1");
        await using (var city = await Start())
        {
            using var leader = await city.As("cockpit");
            using var analyst = RightCity.With(city, "a", [new Bound("Analyst", TinyCity.Root, null)]);
            Assert.Equal("NotAllowed", await analyst.Refused($"{West}/outcomes", wish));
            Assert.Equal("FieldInvalid", await leader.Refused(
                $"{West}/outcomes", wish with { Home = TinyCity.EastGrid }));
            var decided = await leader.Give<ReviewOutcomeRequest, ReviewOutcomesView>($"{West}/outcomes", wish);
            var again = await leader.Give<ReviewOutcomeRequest, ReviewOutcomesView>($"{West}/outcomes", wish);

            var one = Assert.Single(again.Outcomes);
            Assert.Equal(Assert.Single(decided.Outcomes).Case.CaseId, one.Case.CaseId);
            Assert.Equal(
                ("Leader", "AwaitAccept", "Sanitation", TinyCity.WestGrid, false),
                (one.Case.Source, one.Case.Stage, one.Case.Department, one.Case.Home, one.Late));
            Assert.Equal("CommandIdTaken", await leader.Refused(
                $"{West}/outcomes", wish with { Class = "E0106" }));
            // Whoever counts sees how many there are, and none that it may not see.
            var counted = await analyst.Get<ReviewOutcomesView>($"{West}/outcomes?date=2026-11-17");
            Assert.Equal((0, 1), (counted.Outcomes.Length, counted.Hidden));
        }

        _time.JumpTo(Noon.AddDays(6));
        await using var later = await Start();
        await later.Services.Settle();
        using var head = await later.As("head");
        var late = Assert.Single((await head.Get<ReviewOutcomesView>($"{West}/outcomes?date=2026-11-17")).Outcomes);
        Assert.Equal((wish.Until, true), (late.Until, late.Late));
        Assert.Empty((await head.Get<ReviewOutcomesView>($"{West}/outcomes?date=2026-11-16")).Outcomes);
    }

    [Fact]
    public async Task Only_who_counts_an_area_reviews_it_and_only_who_sees_cases_sees_them()
    {
        await using var city = await Start();
        await city.Report(0);
        _time.JumpTo(Noon.AddDays(1));
        await city.Services.Settle();
        using var resident = RightCity.With(city, "r", [new Bound("Resident", TinyCity.Root, null)]);
        using var east = RightCity.With(city, "e", [new Bound("ShiftLead", TinyCity.EastCommunity, null)]);
        using var analyst = RightCity.With(city, "a", [new Bound("Analyst", TinyCity.WestCommunity, null)]);

        Assert.Equal(403, await Answered(resident, West));
        Assert.Equal(403, await Answered(east, West));
        Assert.Equal(200, await Answered(analyst, West));
        Assert.Equal(403, await Answered(analyst, $"{West}/cases?figure=reported"));

        static async Task<int> Answered(HttpClient http, string path)
        {
            using var answer = await http.GetAsync(
                new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }
    }

    private static ReviewFigureView Of(ReviewView view, string figure) =>
        view.Figures.Single(one => one.Figure == figure);

    /// <summary>But for the rows of cases, which tell how they stand now, too.</summary>
    private static void Equal(ReviewView one, ReviewView other) =>
        Assert.Equivalent(one with { Overdue = [] }, other with { Overdue = [] }, strict: true);

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
