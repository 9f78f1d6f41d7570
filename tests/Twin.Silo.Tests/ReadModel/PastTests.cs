using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Silo.Gateway;
using Twin.Silo.ReadModel;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;
using Bound = Twin.Silo.Tests.Rights.Bound;

namespace Twin.Silo.Tests.ReadModel;

/// <summary>The city as it was after any fact, for those who may see it now.</summary>
public sealed class PastTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;

    [Fact]
    public async Task Boards_and_open_cases_of_any_position_are_the_fold_up_to_it()
    {
        await using var city = await TestCity.Start();
        await city.Live(0);
        await city.Live(2);
        await city.Report(1, code: "E0202");
        await city.Report(3, code: "E0406");
        await city.Services.Settle();
        using var lead = await city.As("lead");
        var facts = await city.Log.ReadAll(0, 100_000, TestContext.Current.CancellationToken);
        var chance = new Random(Seed);
        var positions = Enumerable.Range(0, 20).Select(_ => chance.NextInt64(facts.Length + 1)).ToArray();

        var inBatch = 0;
        foreach (var position in positions)
        {
            var told = await lead.Get<FrameView[]>($"past?position={position}");
            Assert.All(told, frame => Assert.Equal(position, frame.Position));
            Assert.Equal(Folded(city, facts, position), told.Select(Text).Order(StringComparer.Ordinal));
            inBatch += position < facts.Length && position > 0
                && facts[(int)position].Stream == facts[(int)position - 1].Stream
                && facts[(int)position].CommandId == facts[(int)position - 1].CommandId ? 1 : 0;
        }

        output.WriteLine(
            $"seed={Seed} facts={facts.Length} positions={positions.Distinct().Count()} inBatch={inBatch}");
        Assert.InRange(inBatch, 1, positions.Length - 1);
    }

    [Fact]
    public async Task The_newest_position_is_the_live_city_and_a_moment_finds_its_position()
    {
        await using var city = await TestCity.Start();
        await city.Live(0);
        await city.Report(3);
        await city.Services.Settle();
        using var lead = await city.As("lead");

        var live = await lead.Get<BoardsView>($"boards?atLeast={city.Log.Head.Position}");
        var past = await lead.Get<FrameView[]>($"past?position={live.Head}");
        Assert.Equal(
            live.Boards.Select(one => (one.Id, one.Board with { AsOf = default, HeatMicros = 0, Overdue = 0 })).Order(),
            past.Select(one => (one.Area, one.Board! with { AsOf = default, HeatMicros = 0, Overdue = 0 })).Order());

        var span = await lead.Get<PastSpanView>("past/span");
        Assert.Equal((1, live.Head), (span.Marks[0].Position, span.Marks[^1].Position));
        var middle = span.Marks[span.Marks.Length / 2];
        var moment = middle.At.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
        var at = await lead.Get<FrameView[]>($"past?area={TinyCity.WestGrid}&at={moment}");
        Assert.Equal(TinyCity.WestGrid, Assert.Single(at).Area);
        var around = await city.Log.ReadAll(at[0].Position - 1, 2, TestContext.Current.CancellationToken);
        Assert.True(around[0].At <= middle.At && middle.At < around[1].At);
    }

    [Fact]
    public async Task A_case_is_shown_as_it_was_and_before_its_report_it_was_not()
    {
        await using var city = await TestCity.Start();
        var id = await city.Live(0);
        await city.Services.Settle();
        using var lead = await city.As("lead");
        var now = await lead.Get<CaseView>($"cases/{id}");

        foreach (var step in now.Steps)
        {
            var then = await lead.Get<CaseView>($"past/cases/{id}?position={step.Position}");
            Assert.Equal((step.Stage, step.Version), (then.Stage, then.Version));
            Assert.Equal(now.Steps.TakeWhile(one => one.Version <= step.Version), then.Steps);
        }

        using var before = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"past/cases/{id}?position={now.Steps[0].Position - 1}", UriKind.Relative));
        Assert.Equal("CaseUnknown", (await lead.Problem(before)).Code);
        using var tooFar = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"past?position={city.Log.Head.Position + 1}", UriKind.Relative));
        Assert.Equal("position", (await lead.Problem(tooFar)).Field);
    }

    [Fact]
    public async Task What_is_sealed_by_now_has_no_place_in_the_past_either()
    {
        await using var city = await TestCity.Start();
        var id = (await city.Report(0, code: "E0104")).CaseId;
        var before = city.Log.Head.Position;
        using var dispatcher = await city.As("dispatcher");
        await dispatcher.Command(id, "Recall", new CommandRequest(Text: "其实是邻里纠纷"));
        var isSealed = (await city.Report(0, text: "邻里争吵", code: "D-01")).CaseId;
        var position = city.Log.Head.Position;
        await city.Services.Settle();
        using var lead = await city.As("lead");
        using var mediator = RightCity.With(
            city, "mediator-west", [new Bound("Mediator", TinyCity.WestCommunity, "CommunityMediation")]);

        var seen = await Mark(lead, isSealed, position);
        Assert.Null(seen.Lng);
        Assert.NotNull((await Mark(lead, id, before)).Lng);
        Assert.NotNull((await Mark(mediator, isSealed, position)).Lng);
        var ofMediator = await mediator.Get<FrameView[]>($"past?area={TinyCity.WestCommunity}&position={position}");
        Assert.DoesNotContain(id, ofMediator.SelectMany(frame => frame.Cases).Select(mark => mark.CaseId));
        Assert.Null((await lead.Get<CaseView>($"past/cases/{isSealed}?position={position}")).Lng);

        using var nobody = new HttpRequestMessage(HttpMethod.Get, new Uri("past", UriKind.Relative));
        Assert.Equal(401, (await city.Http.Problem(nobody)).Status);
    }

    [Fact]
    public async Task Rests_on_the_way_change_nothing()
    {
        await using var city = await TestCity.Start();
        await city.Live(0);
        await city.Live(2);
        var tree = city.Services.GetRequiredService<CityTree>();
        var head = city.Log.Head.Position;
        using var often = new PastCity(city.Log, tree, 3);
        using var once = new PastCity(city.Log, tree, head);
        var chance = new Random(Seed);

        for (var i = 0; i < 60; i++)
        {
            var position = chance.NextInt64(head + 1);
            Assert.Equal(await Look(once, position), await Look(often, position));
        }

        static Task<string> Look(PastCity past, long position) => past.Look(
            position,
            fold => $"{fold.Position} {fold.At:O} " + string.Join('\n', fold.Boards(fold.Map.Root).OrderBy(
                one => one.Key.Value, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value} "
                    + string.Join(',', fold.OpenIn(one.Key)))),
            TestContext.Current.CancellationToken);
    }

    private static async Task<MarkView> Mark(HttpClient http, string id, long position) =>
        (await http.Get<FrameView[]>($"past?area={TinyCity.WestCommunity}&position={position}"))
        .SelectMany(frame => frame.Cases).Single(mark => mark.CaseId == id);

    /// <summary>Each home's own feed, folded by itself and summed upwards by the reference map.</summary>
    private static IEnumerable<string> Folded(TestCity city, IReadOnlyList<Fact> facts, long position)
    {
        var tree = city.Services.GetRequiredService<CityTree>();
        var upTo = facts.TakeWhile(fact => fact.Position <= position).ToArray();
        var minute = CanonicalMinute.Of(upTo.Select(fact => fact.At).DefaultIfEmpty().Max());
        var folds = tree.Book.All.ToDictionary(home => home, home => new BoardFold(home, tree.HouseholdsOf(home)));
        foreach (var fact in upTo.Select(CaseFacts.Committed).OfType<Committed>())
        {
            foreach (var home in fact.Feeds.Select(feed => CaseFeeds.HomeOf(feed.Feed)).OfType<HomeId>())
            {
                folds[home].Apply(fact);
            }
        }

        Board Sum(HomeId home) => tree.ChildrenOf(home).Aggregate(
            folds[home].AsOf(minute), (sum, child) => sum.Add(Sum(child)));
        return folds.Select(one => Text(
            one.Key.Value, ViewOf.Board(Sum(one.Key)),
            one.Value.Open.Values.Select(trace => $"{trace.Case} {trace.Stage} {trace.Position}")))
            .Order(StringComparer.Ordinal);
    }

    private static string Text(FrameView frame) => Text(
        frame.Area, frame.Board!, frame.Cases.Select(mark => $"{mark.CaseId} {mark.Stage} {mark.Position}"));

    private static string Text(string area, BoardView board, IEnumerable<string> cases) =>
        $"{area} {board} {string.Join(',', cases.Order(StringComparer.Ordinal))}";
}
