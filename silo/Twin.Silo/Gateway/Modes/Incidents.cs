using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Modes;
using Twin.City.Resources;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;
using Twin.Grains.Modes;
using Twin.Grains.Stocks;

namespace Twin.Silo.Gateway.Modes;

/// <summary>What an incident asks of departments and stocks, and how it came about.</summary>
internal sealed class Incidents(IGrainFactory grains, IEventLog log, ModeBook book, ModeViews views)
{
    /// <summary>Its part of the story: from the switch that led to it until peace, or now.</summary>
    public ImmutableArray<ModeNote> Story(HomeId area, Incident incident)
    {
        var notes = book.Areas[area.Value].Notes.Where(one => ModeState.Key(one.Happened) == incident.Key).ToList();
        var opened = notes.FindIndex(one => one.Happened is ModeEvent.PlanOpened e && e.Incident == incident.Id);
        var first = notes.FindLastIndex(opened, IsPeace) + 1;
        var closed = notes.FindIndex(one => one.Happened is ModeEvent.PlanClosed e && e.Incident == incident.Id);
        var peace = closed < 0 ? -1 : notes.FindIndex(closed, IsPeace);
        return [.. notes.Take(peace < 0 ? notes.Count : peace + 1).Skip(first).Where(one => IsOf(one, incident))];
    }

    public static bool IsPeace(ModeNote note) => note.Happened is ModeEvent.SteppedDown { To: Mode.Peace };

    public TimelineView[] Timeline(IEnumerable<ModeNote> story) => [.. story.Select(views.Of)];

    public async Task<IncidentTaskView[]> Tasks(Incident incident, CancellationToken cancel)
    {
        var tasks = new List<IncidentTaskView>();
        foreach (var task in incident.Plan.Tasks.Items)
        {
            var its = incident.TaskOf(task.Task);
            tasks.Add(Of(
                task, its.Case, await grains.GetGrain<ICaseGrain>(its.Case.Value).See(cancel),
                incident.Given.GetValueOrDefault(task.Task)));
        }

        return [.. tasks];
    }

    public async Task<IncidentResourceView[]> Resources(Incident incident, CancellationToken cancel)
    {
        var views = new List<IncidentResourceView>();
        foreach (var (line, order) in incident.Plan.Resources.Items.Index())
        {
            var its = incident.TaskOf(order.Task).Case;
            var stock = await grains.GetGrain<IStockGrain>(order.Holder).See(cancel);
            int Now(ResourceUse use) =>
                stock.Resources.Count(one => one.Kind == order.Kind && one.For == its && one.Use == use);
            views.Add(new IncidentResourceView(
                order.Task, order.Holder, order.Kind, order.Count, Now(ResourceUse.Reserved),
                Now(ResourceUse.Committed), await Used(order, its, stock, cancel),
                incident.Kept.GetValueOrDefault(line) is { Length: > 0 } refusal ? refusal : null,
                incident.Freed.Contains(line)));
        }

        return [.. views];
    }

    /// <summary>Those of the kind that were committed to the case at some time, by the facts of the holder.</summary>
    private async Task<int> Used(PlanResource order, CaseId its, StockSight stock, CancellationToken cancel)
    {
        var kinds = stock.Resources.ToDictionary(one => one.Id, one => one.Kind);
        var used = new HashSet<ResourceId>();
        await foreach (var fact in log.WholeStream(StockGrain.StreamOf(order.Holder), cancel))
        {
            var happened = CityJson.DecodeStock(fact.Kind, fact.Schema, fact.Payload);
            if (happened is StockEvent.Committed taken && taken.For == its)
            {
                used.UnionWith(taken.Resources.Items.Where(id => kinds.GetValueOrDefault(id) == order.Kind));
            }
        }

        return used.Count;
    }

    private static IncidentTaskView Of(PlanTask task, CaseId its, CaseSight? sight, string? refusal)
    {
        var unit = CityTables.DepartmentOf[task.Department];
        DateTimeOffset? At(string kind) => sight?.Steps.Where(step => step.Kind == kind)
            .Select(step => (DateTimeOffset?)step.At).FirstOrDefault();
        return new IncidentTaskView(
            task.Task, task.Zh, task.En, unit.Department.Value, unit.Zh, unit.En, task.Class, its.Value,
            sight?.Stage.ToString(), sight?.ReportedAt, At("Accepted"), At("Arrived"), sight?.HandledAt, sight?.DueAt,
            refusal is { Length: > 0 } code ? code : null);
    }

    /// <summary>Another plan for the same hazard has a story of its own.</summary>
    private static bool IsOf(ModeNote note, Incident incident) => note.Happened switch
    {
        ModeEvent.TaskGiven e => e.Incident == incident.Id,
        ModeEvent.ResourceKept e => e.Incident == incident.Id,
        ModeEvent.ResourceFreed e => e.Incident == incident.Id,
        _ => true,
    };
}
