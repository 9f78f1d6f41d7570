using System.Net.Mime;
using System.Text;
using Twin.City;
using Twin.City.Modes;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains.Modes;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Modes;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Plans that were opened: their boards, and what they were once they are over.</summary>
internal static class IncidentDoors
{
    private static readonly ScopeSet Watching = ScopeSet.Of("areaCounts", "areaCases");

    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/incidents", All).WithSummary("Plans that were opened, in the asker's areas, open ones first")
            .Gives<IncidentsView>().Refuses(401, 403);
        api.MapGet("/incidents/{incident}", Board)
            .WithSummary("Board of an incident: grave cases, tasks, resources, notices, timeline")
            .Takes(Asks.Incident).Gives<IncidentView>().Refuses(400, 401, 403, 404);
        api.MapGet("/incidents/{incident}/report", Report).WithSummary("After-action report, folded from the log")
            .Takes(Asks.Incident).Gives<AfterActionView>().Refuses(400, 401, 403, 404);
        api.MapGet("/incidents/{incident}/report.md", Page).WithSummary("The same as Markdown, to be printed")
            .Takes(Asks.Incident, Asks.Language).Produces(200, contentType: MediaTypeNames.Text.Markdown)
            .Refuses(400, 401, 403, 404);
    }

    private static Task All(HttpContext context, ModeViews views, Rights rights)
    {
        var caller = context.Caller();
        var seen = views.Incidents().Where(one => rights.At(caller, one.Area).Meets(Watching));
        return Answer.Ok(
            context, new IncidentsView([.. seen.Select(one => one.Line)]), WireJson.Relaxed.IncidentsView, Watching);
    }

    private static async Task Board(HttpContext context, IncidentBoards boards, ModeBook book, Rights rights)
    {
        var (area, incident, scopes) = Find(context, book, rights);
        var view = await boards.Board(area, incident, context.Caller(), context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.IncidentView, scopes);
    }

    private static async Task Report(HttpContext context, IncidentBoards boards, ModeBook book, Rights rights)
    {
        var (area, incident, scopes) = Find(context, book, rights);
        var view = await boards.AfterAction(area, incident, context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.AfterActionView, scopes);
    }

    private static async Task Page(
        HttpContext context, IncidentBoards boards, ModeBook book, Rights rights, ReferenceCity city)
    {
        var (area, incident, _) = Find(context, book, rights);
        var inZh = Asks.Language.Read(context) is not { Word: "en" };
        var view = await boards.AfterAction(area, incident, context.RequestAborted);
        var page = new AfterActionPage(view, inZh, city.TimeZone);
        context.Response.ContentType = $"{MediaTypeNames.Text.Markdown}; charset=utf-8";
        await context.Response.WriteAsync(page.Write(), Encoding.UTF8, context.RequestAborted);
    }

    private static (HomeId Area, Incident Incident, ScopeSet Scopes) Find(
        HttpContext context, ModeBook book, Rights rights)
    {
        var id = Asks.Incident.Must(context);
        return book.Find(id) is { } found
            ? (found.Area, found.Incident, rights.Must(context.Caller(), found.Area, Watching))
            : throw new ProblemException(ModeCommands.IncidentUnknown("incident", id));
    }
}
