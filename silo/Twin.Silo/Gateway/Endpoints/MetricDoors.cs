using Twin.City;
using Twin.City.Metrics;
using Twin.City.Rights;
using Twin.Geo.Reference;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Metrics of areas and departments, and the rows that explain them.</summary>
internal static class MetricDoors
{
    private static readonly string[] Counting = ["areaCounts", "areaCases", "departmentCounts"];

    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        api.MapGet("/areas/{id}/metrics", All).WithSummary("Metrics of an area, or of a department there")
            .Takes(Asks.AreaId, Asks.Window, Asks.At, Asks.OfDepartment, Asks.AtLeast)
            .Gives<MetricsView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/areas/{id}/figures", Figures).WithSummary("All figures that an area wants, and vital signs")
            .Takes(Asks.AreaId, Asks.Window, Asks.OfDepartment, Asks.AtLeast)
            .Gives<FiguresView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/areas/{id}/metrics/{code}/rows", Rows).WithSummary("The cases behind a metric, each with why")
            .Takes(Asks.AreaId, Asks.MetricCode, Asks.Window, Asks.At, Asks.OfDepartment, Asks.Counts, Asks.Page,
                Asks.PageSize, Asks.AtLeast)
            .Gives<MetricRowsView>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task All(
        HttpContext context, AreaViews areas, AreaMetrics metrics, CaseList list, Rights rights, IEventLog log,
        TimeProvider time)
    {
        var asked = Asked(context, areas, At(context, time));
        var scopes = Must(context.Caller(), asked, rights, Counting);
        var atLeast = Reached.Position(Asks.AtLeast.Read(context), log);
        await Reached.Must(list, atLeast, context.RequestAborted);
        var answer = await metrics.Sheet(asked, atLeast, context.RequestAborted) ?? throw TooMuch(asked);
        await Answer.Ok(context, MetricViews.Of(asked, answer), WireJson.Relaxed.MetricsView, scopes);
    }

    private static async Task Figures(
        HttpContext context, AreaViews areas, AreaMetrics metrics, CaseList list, Rights rights, IEventLog log)
    {
        var asked = Asked(context, areas, null);
        var scopes = Must(context.Caller(), asked, rights, Counting);
        var atLeast = Reached.Position(Asks.AtLeast.Read(context), log);
        await Reached.Must(list, atLeast, context.RequestAborted);
        var answer = await metrics.Figures(asked, atLeast, context.RequestAborted);
        await Answer.Ok(context, MetricViews.Of(asked, answer), WireJson.Relaxed.FiguresView, scopes);
    }

    private static async Task Rows(
        HttpContext context, AreaViews areas, AreaMetrics metrics, CaseList list, Places places, Rights rights,
        IEventLog log, TimeProvider time)
    {
        var (asked, caller) = (Asked(context, areas, At(context, time)), context.Caller());
        var scopes = Must(caller, asked, rights, ["areaCases"]);
        var code = Offered(Asks.MetricCode.Must(context), asked);
        var (page, size) = (Asks.Page.Read(context) ?? 1, Asks.PageSize.Read(context) ?? Asks.DefaultPageSize);
        var counts = Asks.Counts.Read(context);
        await Reached.Must(list, Reached.Position(Asks.AtLeast.Read(context), log), context.RequestAborted);
        var answer = await metrics.Explained(asked, code, context.RequestAborted) ?? throw TooMuch(asked);
        var figure = answer.Figures[0];
        var rows = figure.IsFew
            ? []
            : figure.Value.Rows.Where(line => counts is null || line.Counts == counts).ToArray();
        var shown = rows.Skip((page - 1) * size).Take(size).ToArray();
        var seen = list.Look(look =>
        {
            var views = new List<MetricRowView>(shown.Length);
            foreach (var line in shown)
            {
                if (look.Case(line.Case) is { } entry && Rights.ResourceOf(entry) is var what
                    && rights.Reaches(caller, what))
                {
                    views.Add(MetricViews.Row(
                        code, line, ViewOf.Row(entry, places, rights.SeesPlace(caller, what))));
                }
            }

            return views;
        });
        var view = new MetricRowsView(
            asked.Home.Value, asked.Department?.Value, asked.Window.Word, answer.From, answer.Until,
            MetricViews.Of(figure), [.. seen], shown.Length - seen.Count, page, size, rows.Length, answer.Position);
        await Answer.Ok(context, view, WireJson.Relaxed.MetricRowsView, scopes);
    }

    private static DateTimeOffset? At(HttpContext context, TimeProvider time)
    {
        var at = Asks.At.Read(context);
        return Checks.Moment("at", at, time.GetUtcNow()) is { } wrong ? throw new ProblemException(wrong) : at;
    }

    private static MetricQuestion Asked(HttpContext context, AreaViews areas, DateTimeOffset? at)
    {
        var id = Asks.AreaId.Must(context);
        var area = areas.Find(id)
            ?? throw new ProblemException(Problem.Unknown("AreaUnknown", "id", id, new Say("an area", "区域")));
        var department = Asks.OfDepartment.Read(context);
        AreaLevel? level = Enum.TryParse<AreaLevel>(area.Level, out var known) ? known : null;
        return new MetricQuestion(
            new HomeId(id), MetricSheet.LevelOf(level, department), area.Households, department,
            Asks.Window.Read(context)?.Window ?? MetricWindow.Live, at);
    }

    /// <summary>Whoever counts an area counts each of its departments; a department counts what is its own.</summary>
    private static ScopeSet Must(Caller caller, MetricQuestion asked, Rights rights, string[] scopes)
    {
        foreach (var scope in scopes)
        {
            if ((scope != "departmentCounts" || asked.Department is not null) && rights.Sees(caller, scope, asked.Home))
            {
                return rights.At(caller, asked.Home).With(ScopeSet.Of(scope));
            }
        }

        var own = new Resource(asked.Home, asked.Department);
        return asked.Department is not null && rights.Explain(caller, "departmentCases", own).Allowed
            ? ScopeSet.Of("departmentCases")
            : throw new ProblemException(Problem.Of(Refusals.NotAllowed));
    }

    private static string Offered(string code, MetricQuestion asked)
    {
        if (!MetricTable.Of.ContainsKey(code))
        {
            throw new ProblemException(Problem.Unknown(
                "MetricUnknown", "code", code, new Say("a metric, such as M01a", "指标，如 M01a")));
        }

        var offered = MetricSheet.Offered(asked.Level, asked.Window).ToArray();
        return offered.Contains(code)
            ? code
            : throw new ProblemException(Problem.Field("code", code, new Say(
                $"one that is counted at level {asked.Level} for window {asked.Window.Word}: "
                    + string.Join(", ", offered),
                $"{asked.Level} 层级、{asked.Window.Word} 时段的指标：{string.Join("、", offered)}")));
    }

    private static ProblemException TooMuch(MetricQuestion asked) => new(Problem.Field(
        "at", asked.At?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        new Say(
            $"a moment since which at most {AreaMetrics.ToldAnewMost} cases of the area have gone on",
            $"此后有变化的案件不超过 {AreaMetrics.ToldAnewMost} 件的时刻"),
        new Say("Ask for a smaller area or a later moment.", "请缩小区域或选择较晚的时刻。")));
}
