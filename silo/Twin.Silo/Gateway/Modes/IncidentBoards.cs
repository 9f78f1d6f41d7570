using Twin.City;
using Twin.City.Cases;
using Twin.City.Modes;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Modes;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Modes;

/// <summary>The board of an incident, and what it was once it is over: folds of the log.</summary>
internal sealed class IncidentBoards(
    ModeBook book, ModeViews views, Incidents incidents, CaseList list, Places places, Rights rights,
    TimeProvider time)
{
    /// <summary>Rows of grave cases on a board; the counts are of all.</summary>
    private const int CasesMost = 100;

    public async Task<IncidentView> Board(HomeId area, Incident incident, Caller caller, CancellationToken cancel)
    {
        var state = book.Of(area);
        var (mode, lead) = (CityTables.Of(state.ModeOf(incident.Key)), CityTables.DepartmentOf[incident.Plan.Lead]);
        var (cases, s1, s2) = Grave(area, incident, caller);
        return new IncidentView(
            views.Line(area, incident), mode.Mode.ToString(), mode.Zh, mode.En, lead.Department.Value, lead.Zh, lead.En,
            await incidents.Tasks(incident, cancel), await incidents.Resources(incident, cancel), s1, s2, cases,
            [
                .. state.Notices.Where(one => one.Key == incident.Key && one.IsCurrent(time.GetUtcNow()))
                    .Select(one => views.Of(area, one)),
            ],
            incidents.Timeline(incidents.Story(area, incident)), book.Areas[area.Value].Notes[^1].Position);
    }

    public async Task<AfterActionView> AfterAction(HomeId area, Incident incident, CancellationToken cancel)
    {
        var story = incidents.Story(area, incident);
        var over = incident.ClosedAt is not null && Incidents.IsPeace(story[^1]);
        var (from, to) = (story[0].At, over ? story[^1].At : time.GetUtcNow());
        var cases = list.Look(look => (look.Shelf(area)?.Between(from, to) ?? [])
            .Where(one => one.Tag == incident.Key.Drill)
            .Select(one => (one.Severity, Ended: !one.Stage.IsOpen())).ToList());
        var tasks = await incidents.Tasks(incident, cancel);
        return new AfterActionView(
            views.Line(area, incident), from, to, over,
            story.Count(one => one.Happened is ModeEvent.SteppedUp or ModeEvent.SteppedDown or ModeEvent.PlanOpened),
            story.Count(one => one.Happened is ModeEvent.ReviewMissed),
            cases.Count, cases.Count(one => one.Ended), cases.Count(one => one.Severity == Severity.S1),
            cases.Count(one => one.Severity == Severity.S2), tasks.Count(one => one.HandledAt is not null),
            tasks.Count(one => one.HandledAt <= one.DueAt), tasks, await incidents.Resources(incident, cancel),
            [
                .. book.Of(area).Notices.Where(one => one.Key == incident.Key && one.From >= from && one.From <= to)
                    .Select(one => views.Of(area, one)),
            ],
            incidents.Timeline(story), story[^1].Position);
    }

    /// <summary>Open cases of S1 and S2, of the same drill or of none; rows only of what the asker may see.</summary>
    private (IncidentCaseView[] Rows, int S1, int S2) Grave(HomeId area, Incident incident, Caller caller) =>
        list.Look(look =>
        {
            var grave = (look.Shelf(area)?.Open ?? Array.Empty<CaseEntry>())
                .Where(one => one.Tag == incident.Key.Drill && one.Severity is Severity.S1 or Severity.S2).ToList();
            var rows = grave.Where(one => rights.Reaches(caller, Rights.ResourceOf(one)))
                .OrderBy(one => one.DueAt ?? DateTimeOffset.MaxValue).Take(CasesMost).Select(Of).ToArray();
            return (rows, grave.Count(one => one.Severity == Severity.S1),
                grave.Count(one => one.Severity == Severity.S2));
        });

    private IncidentCaseView Of(CaseEntry one) => new(
        one.Id.Value, one.CaseNo, one.Class, one.Severity.ToString(), one.Stage.ToString(), one.Home.Value,
        places.NameOf(one.Home.Value) ?? one.Home.Value, one.ReportedAt, one.DueAt);
}
