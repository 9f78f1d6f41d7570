using Orleans;
using Twin.City.KeySites;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains.KeySites;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Key sites: on the map, and each with its hazards, visits and open cases.</summary>
internal static class SiteDoors
{
    public static void MapSites(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sites", All).WithSummary("Key sites of a home and all that lies in it")
            .Takes(Asks.Area).Gives<SiteMarkView[]>().Refuses(400, 401);
        api.MapGet("/sites/{id}", See).WithSummary("One key site: hazards, capacity, visits, open cases")
            .Takes(Asks.SiteId).Gives<SiteView>().Refuses(400, 401, 404, 503);
    }

    private static Task All(HttpContext context, ReferenceCity city, Places places)
    {
        var home = Asks.Home(context, places) ?? places.Root;
        var sites = city.Sites.Select(site => (Site: site, Home: places.HomeOf(site)))
            .Where(one => places.Covers(home, one.Home))
            .Select(one => new SiteMarkView(
                one.Site.Id, one.Site.Type, one.Site.Name, one.Home.Value, one.Site.At.Lng, one.Site.At.Lat));
        return Answer.Ok(context, [.. sites], WireJson.Relaxed.SiteMarkViewArray);
    }

    private static async Task See(
        HttpContext context, Places places, Rights rights, CaseList list, IGrainFactory grains)
    {
        var id = Asks.SiteId.Must(context);
        var row = places.Site(id);
        var sight = row is null ? null : await grains.GetGrain<IKeySiteGrain>(id).See(context.RequestAborted);
        if (row is null || sight is null || !CityTables.SiteTypeOf.TryGetValue(row.Type, out var type))
        {
            throw new ProblemException(Problem.Unknown(
                "SiteUnknown", "id", id, new Say("a key site of this city", "本市重点场所")));
        }

        var caller = context.Caller();
        var home = places.HomeOf(row);
        var (cases, visits) = Seen(sight, caller, rights, list);
        var last = visits.Length == 0 ? (DateTimeOffset?)null : visits[0].At;
        await Answer.Ok(
            context,
            new SiteView(
                id, type.Type, type.Zh, type.En, row.Name, home.Value, ViewOf.Point(row.At), type.HazardZh,
                type.HazardEn, row.Capacity, type.LookDays, last, SiteVisits.NextDue(type, last), sight.OpenCases,
                sight.Worst.ToString(), cases, visits, sight.Position),
            WireJson.Relaxed.SiteView,
            rights.At(caller, home));
    }

    /// <summary>Where a dispute is, is sealed: whoever may not know it finds no trace of it at the site.</summary>
    private static (SiteCaseView[] Cases, SiteVisitView[] Visits) Seen(
        KeySiteSight sight, Caller caller, Rights rights, CaseList list) => list.Look(look =>
        {
            var cases = new List<SiteCaseView>();
            foreach (var id in sight.Cases)
            {
                if (look.Case(id) is { } entry && IsSeen(entry))
                {
                    cases.Add(new SiteCaseView(
                        id.Value, entry.Class, entry.Severity.ToString(), entry.Stage.ToString(), entry.ReportedAt,
                        entry.DueAt));
                }
            }

            var visits = new List<SiteVisitView>();
            foreach (var visit in sight.Visits.Newest)
            {
                if (look.Case(visit.Case) is { } entry && IsSeen(entry))
                {
                    visits.Add(new SiteVisitView(visit.At, visit.Fact, visit.Case.Value, entry.Class));
                }
            }

            return (cases.ToArray(), visits.ToArray());

            bool IsSeen(CaseEntry entry) => Rights.ResourceOf(entry) is var what
                && rights.Reaches(caller, what) && rights.SeesPlace(caller, what);
        });
}
