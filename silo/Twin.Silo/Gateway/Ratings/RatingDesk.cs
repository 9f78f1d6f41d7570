using Orleans;
using Twin.City;
using Twin.City.Metrics;
using Twin.City.Ratings;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Ratings;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Ratings;

/// <summary>Ratings of grids and departments, and what a grid says against its own.</summary>
internal sealed class RatingDesk(
    IGrainFactory grains, CityRatings ratings, CaseList list, Places places, CommandIds ids, TimeProvider time)
{
    /// <summary>The last word of the path.</summary>
    public static IReadOnlyList<string> Given { get; } = ["appeal", "settle"];

    private IRatingGrain Book => grains.GetGrain<IRatingGrain>(RatingGrain.Key);

    public async ValueTask<Outcome<RatingsView>> See(HomeId area, Quarter? asked, CancellationToken cancel)
    {
        var (sight, quarter, now) = (await Book.See(cancel), asked ?? ratings.Running, time.GetUtcNow());
        var (from, end) = ratings.Span(quarter);
        if (from > now)
        {
            return Problem.Field("quarter", quarter.ToString(), new Say(
                $"a quarter that has begun, up to {ratings.Running}", $"已开始的季度，最晚 {ratings.Running}"));
        }

        if (await ratings.Grids(quarter, sight.Book, cancel) is not { } grids
            || await ratings.Departments(area, quarter, cancel) is not { } departments)
        {
            return Problem.Field("quarter", quarter.ToString(), new Say("a later quarter", "较近的季度"));
        }

        var final = now >= end;
        return new RatingsView(
            quarter.ToString(), from, final ? end : now, final, final ? end + RatingDecisions.AppealWithin : null,
            [.. grids.Where(one => places.Covers(area, one.Grid)).OrderBy(one => one.Grid.Value, StringComparer.Ordinal)
                .Select(one => ViewFor(one, sight.Book.Find(one.Grid, quarter)))],
            [.. departments.Select(one => ViewFor(one.Department, one.Value))],
            Math.Max(sight.Position, list.Position));
    }

    public async ValueTask<Outcome<RatingsView>> Do(
        HomeId grid, Quarter quarter, string act, RatingRequest body, string? key, Caller caller,
        CancellationToken cancel)
    {
        if (Check(grid, act, body) is { } wrong)
        {
            return wrong;
        }

        var roles = act == "appeal" ? RatingDecisions.Appellants : RatingDecisions.Settlers;
        if (Bound.In(caller, roles, grid, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{grid.Value}/{quarter}/{act}",
            body with { CommandId = null }, WireJson.Relaxed.RatingRequest);
        var answer = act == "settle"
            ? await Book.Settle(grid, quarter, body.Upheld!.Value, by, id, cancel)
            : await Book.Appeal(
                new RatingEvent.RatingAppealed(
                    grid, quarter.ToString(), new FactList<CaseId>([.. body.Cases!.Select(one => new CaseId(one))]),
                    body.Reason!),
                by, id, cancel);
        return answer.Refusal is { } no ? Problem.Of(no) : await See(grid, quarter, cancel);
    }

    private GridRatingView ViewFor(GridRating one, AppealRow? appeal) => new(
        one.Grid.Value, places.NameOf(one.Grid.Value), one.Load.ToString(), one.Tasks, one.Quality, one.OnTime,
        one.Voice, one.Score, one.Stars,
        appeal is null ? null : appeal.Upheld switch { null => "Open", true => "Upheld", _ => "Denied" });

    private static DepartmentRatingView ViewFor(DepartmentId department, MetricValue value)
    {
        var row = CityTables.DepartmentOf[department];
        return new DepartmentRatingView(
            department.Value, row.Zh, row.En, value.Value, Part("arrive"), Part("solve"), Part("handled"),
            Part("reopened"), Part("residents"));

        double? Part(string name) => value.Parts.TryGetValue(name, out var part) ? part : null;
    }

    private ProblemView? Check(HomeId grid, string act, RatingRequest body) =>
        Checks.Word("commandId", body.CommandId) ?? Checks.Word("reason", body.Reason)
        ?? (body.Cases is not null && !AreOf(grid, body.Cases)
            ? Problem.Field("cases", string.Join(", ", body.Cases.Take(3)), new Say(
                $"1 to {RatingDecisions.CasesMost} cases of this grid", $"本网格的 1 到 {RatingDecisions.CasesMost} 件案件"))
            : null)
        ?? (act == "settle" ? Wanted("upheld", body.Upheld is not null) : null)
        ?? (act == "appeal"
            ? Wanted("cases", body.Cases is not null) ?? Wanted("reason", body.Reason is not null)
            : null)
        ?? (places.IsGrid(grid) ? null : Problem.Field("id", grid.Value, new Say("a grid", "网格编号")));

    private bool AreOf(HomeId grid, string?[] cases) =>
        cases.Length is >= 1 and <= RatingDecisions.CasesMost && list.Look(look =>
        {
            foreach (var one in cases)
            {
                if (one is null || look.Case(new CaseId(one)) is not { } entry || !places.Covers(grid, entry.Home))
                {
                    return false;
                }
            }

            return true;
        });

    private static ProblemView? Wanted(string field, bool isThere) =>
        isThere ? null : Checks.Wanted(field);
}
