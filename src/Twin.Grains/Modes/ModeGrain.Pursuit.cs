using Twin.City;
using Twin.City.Cases;
using Twin.City.Modes;
using Twin.City.Resources;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Grains.Stocks;

namespace Twin.Grains.Modes;

/// <content>What an open plan asks for: cases for its departments, resources from stocks; and back.</content>
public sealed partial class ModeGrain
{
    /// <summary>The client word of what the city does by itself.</summary>
    private const string Client = "city";

    private async Task Pursue(string id)
    {
        var incident = _state.Incident(id)!;
        var (hazard, drill) = (incident.Key.Hazard, incident.Key.Drill);
        if (incident.IsOpen)
        {
            foreach (var task in incident.Plan.Tasks.Items.Where(one => !incident.Given.ContainsKey(one.Task)))
            {
                var refusal = await Give(incident, task);
                await Note(new ModeEvent.TaskGiven(hazard, drill, id, task.Task, refusal), $"{id}/task/{task.Task}");
            }

            for (var line = 0; line < incident.Plan.Resources.Items.Length; line++)
            {
                if (!incident.Kept.ContainsKey(line))
                {
                    var refusal = await Keep(incident, line);
                    await Note(new ModeEvent.ResourceKept(hazard, drill, id, line, refusal), $"{id}/keep/{line}");
                }
            }
        }
        else
        {
            var kept = incident.Kept.Where(one => one.Value.Length == 0).Select(one => one.Key).Order();
            foreach (var line in kept.Where(one => !incident.Freed.Contains(one)))
            {
                var (stock, order) = LineOf(incident, line);
                // What a case gave back before, or never had any more, is free as well.
                await stock.Do(new StockCommand.Release(order.Kind, CaseOf(incident, order)), Actor.System,
                    $"{id}/free/{line}");
                await Note(new ModeEvent.ResourceFreed(hazard, drill, id, line), $"{id}/free/{line}");
            }
        }
    }

    private Task Note(ModeEvent happened, string commandId) =>
        Append(happened, Author.System, commandId, city.Time.GetUtcNow());

    /// <summary>The task becomes a case that the department has to accept; code of what stands in the way.</summary>
    /// <remarks>It is reported and filed in one commit, and dispatched in a second one; both are told once.</remarks>
    private async Task<string?> Give(Incident incident, PlanTask task)
    {
        if (city.Tree.Book.FirstGridIn(Area) is not { } home)
        {
            return "PlaceMissing";
        }

        var its = incident.TaskOf(task.Task);
        var report = CaseCommand.Report.Decided(home, its.Words, task.Class, its.ReceiptHash, incident.Id);
        var grain = GrainFactory.GetGrain<ICaseGrain>(its.Case.Value);
        var by = new Actor(incident.By.Account, ["Reporter"]);
        var reported = await grain.Do(new CaseOrder(
            report, $"{incident.Id}/report", by, Client, Tag: incident.Key.Drill));
        if (reported.Refusal is { } no)
        {
            return no.Code;
        }

        var dispatched = await grain.Do(new CaseOrder(
            new CaseCommand.Dispatch(null, task.Department), $"{incident.Id}/dispatch", Actor.System, Client,
            Tag: incident.Key.Drill));
        return dispatched.Refusal?.Code;
    }

    private async Task<string?> Keep(Incident incident, int line)
    {
        var (stock, order) = LineOf(incident, line);
        var longest = city.Time.GetUtcNow() + StockDecisions.LongestReservation;
        var answer = await stock.Do(
            new StockCommand.Reserve(
                order.Kind, order.Count, CaseOf(incident, order), incident.Until < longest ? incident.Until : longest),
            Actor.System, $"{incident.Id}/keep/{line}");
        return answer.Refusal?.Code;
    }

    private (IStockGrain Stock, PlanResource Order) LineOf(Incident incident, int line)
    {
        var order = incident.Plan.Resources.Items[line];
        return (GrainFactory.GetGrain<IStockGrain>(order.Holder), order);
    }

    private static CaseId CaseOf(Incident incident, PlanResource order) => incident.TaskOf(order.Task).Case;
}
