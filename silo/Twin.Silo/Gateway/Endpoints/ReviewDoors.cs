using Twin.City;
using Twin.City.Reviews;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Meetings;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Reviews of a day, a week, a month, and what meetings decide about them.</summary>
internal static class ReviewDoors
{
    private static readonly ScopeSet Counting = ScopeSet.Of("areaCounts", "areaCases");

    private static readonly ScopeSet Seeing = ScopeSet.Of("areaCases");

    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        api.MapGet("/areas/{id}/reviews/{reviewKind}", See)
            .WithSummary("What a meeting about a day, a week or a month looks at")
            .Takes(Asks.AreaId, Asks.ReviewKind, Asks.Date, Asks.AsOf)
            .Gives<ReviewView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/areas/{id}/reviews/{reviewKind}/cases", Rows).WithSummary("The cases behind a figure of a review")
            .Takes(Asks.AreaId, Asks.ReviewKind, Asks.Date, Asks.AsOf, Asks.ReviewFigure, Asks.Page, Asks.PageSize)
            .Gives<ReviewRowsView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/areas/{id}/reviews/{reviewKind}/outcomes", Outcomes)
            .WithSummary("What was decided about a review, as it stands now")
            .Takes(Asks.AreaId, Asks.ReviewKind, Asks.Date)
            .Gives<ReviewOutcomesView>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/areas/{id}/reviews/{reviewKind}/outcomes", Decide)
            .WithSummary("Decide: it becomes a case of a department")
            .Takes(Asks.AreaId, Asks.ReviewKind, Asks.Key).TakesBody<ReviewOutcomeRequest>()
            .Gives<ReviewOutcomesView>().Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task See(
        HttpContext context, ReviewDesk desk, ReviewViews views, Places places, Rights rights)
    {
        var area = Asks.KnownArea(context, places);
        var scopes = rights.Must(context.Caller(), area, Counting);
        var answer = await desk.Of(
            area, Period(context, desk, Asks.Date.Read(context)), Asks.AsOf.Read(context), context.RequestAborted);
        await Answer.Ok(context, views.Of(answer, context.Caller()), WireJson.Relaxed.ReviewView, scopes);
    }

    private static async Task Rows(
        HttpContext context, ReviewDesk desk, ReviewViews views, Places places, Rights rights)
    {
        var (area, caller) = (Asks.KnownArea(context, places), context.Caller());
        var scopes = rights.Must(caller, area, Seeing);
        var period = Period(context, desk, Asks.Date.Read(context));
        var figure = Asks.ReviewFigure.Read(context) ?? throw new ProblemException(Checks.Wanted("figure"));
        var (page, size) = (Asks.Page.Read(context) ?? 1, Asks.PageSize.Read(context) ?? Asks.DefaultPageSize);
        var answer = await desk.Of(area, period, Asks.AsOf.Read(context), context.RequestAborted);
        var all = ReviewDesk.Behind(answer, figure);
        var shown = all.Skip((page - 1) * size).Take(size).ToArray();
        var rows = views.Rows(shown, caller);
        var view = new ReviewRowsView(
            area.Value, ReviewViews.KindOf(period), ReviewDesk.Word(period.First), figure, rows,
            shown.Length - rows.Length, page, size, all.Length, answer.Asked.Position);
        await Answer.Ok(context, view, WireJson.Relaxed.ReviewRowsView, scopes);
    }

    private static async Task Outcomes(
        HttpContext context, ReviewDesk desk, OutcomeDesk outcomes, Places places, Rights rights)
    {
        var area = Asks.KnownArea(context, places);
        var scopes = rights.Must(context.Caller(), area, Counting);
        var review = Key(area, Period(context, desk, Asks.Date.Read(context)));
        await Answer.Ok(
            context, outcomes.See(review, context.Caller()), WireJson.Relaxed.ReviewOutcomesView, scopes);
    }

    private static async Task Decide(
        HttpContext context, ReviewDesk desk, OutcomeDesk outcomes, Places places, Rights rights)
    {
        var (area, key) = (Asks.KnownArea(context, places), Asks.Key.Read(context));
        var scopes = rights.Must(context.Caller(), area, Counting);
        var body = await Body.Read(context, WireJson.Relaxed.ReviewOutcomeRequest);
        var day = body.Date is null ? throw new ProblemException(Checks.Wanted("date"))
            : Checks.DateOf(body.Date) ?? throw new ProblemException(
                Problem.Field("date", body.Date, Asks.Date.Expected));
        var outcome = await outcomes.Decide(
            Key(area, Period(context, desk, day)), body, key, context.Caller(), context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.ReviewOutcomesView, scopes)
            : Answer.Problem(context, outcome.Problem));
    }

    private static ReviewPeriod Period(HttpContext context, ReviewDesk desk, DateOnly? day) => desk.PeriodOf(
        Asks.ReviewKind.Read(context)!.Value.Kind, day);

    private static ReviewKey Key(HomeId area, ReviewPeriod period) => new(area, period.Kind, period.First);
}
