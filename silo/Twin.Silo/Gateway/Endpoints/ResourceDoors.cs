using Orleans;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Stocks;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Resources of departments and areas: reserved, committed, released.</summary>
internal static class ResourceDoors
{
    public static void MapResources(this IEndpointRouteBuilder api)
    {
        api.MapGet("/resources", Held).WithSummary("What open cases of a home and all that lies in it have")
            .Takes(Asks.Area).Gives<HeldResourceView[]>().Refuses(400, 401, 403, 503);
        api.MapGet("/resources/{holder}", See).WithSummary("Resources of a department, an area or a grid")
            .Takes(Asks.Holder).Gives<ResourcesView>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/resources/{holder}/{resourceCommand}", Do)
            .WithSummary("add, retire, reserve, commit or release resources of one kind")
            .Takes(Asks.Holder, Asks.ResourceCommand, Asks.Key).TakesBody<ResourceRequest>().Gives<ResourcesView>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
    }

    private static async Task Held(
        HttpContext context, Places places, Rights rights, CaseList list, HeldShelf shelf)
    {
        var caller = context.Must("areaCases");
        var home = Asks.Home(context, places) ?? places.Root;
        var held = await shelf.Now(context.RequestAborted);
        var rows = list.Look(look =>
        {
            var seen = new List<HeldResourceView>();
            foreach (var one in held)
            {
                if (look.Case(one.Case) is { } entry && entry.Stage.IsOpen() && places.Covers(home, entry.Home)
                    && rights.Reaches(caller, Rights.ResourceOf(entry)))
                {
                    seen.Add(new HeldResourceView(one.Case.Value, one.Holder, one.Kind, one.IsCommitted, one.Count));
                }
            }

            return seen.ToArray();
        });
        await Answer.Ok(context, rows, WireJson.Relaxed.HeldResourceViewArray);
    }

    private static async Task See(HttpContext context, ResourceCommands commands, IGrainFactory grains)
    {
        var holder = Asks.Holder.Must(context);
        if (commands.Holder(holder) is { } unknown)
        {
            throw new ProblemException(unknown);
        }

        if (!commands.MaySee(context.Caller(), holder))
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        var stock = await grains.GetGrain<IStockGrain>(holder).See(context.RequestAborted);
        await Answer.Ok(context, ResourceCommands.ViewOf(stock, []), WireJson.Relaxed.ResourcesView);
    }

    private static async Task Do(HttpContext context, ResourceCommands commands)
    {
        var (holder, command) = (Asks.Holder.Must(context), Asks.ResourceCommand.Must(context));
        var key = Asks.Key.Read(context);
        var request = await Body.Read(context, WireJson.Relaxed.ResourceRequest);
        var outcome = await commands.Do(holder, command, request, key, context.Caller(), context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.ResourcesView)
            : Answer.Problem(context, outcome.Problem));
    }
}
