using Orleans;
using Twin.City;
using Twin.City.Devices;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.EventLog.Readings;
using Twin.Grains.Devices;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Batches;
using Twin.Silo.Gateway.Devices;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Devices of an area and what they tell; readings come in.</summary>
internal static class DeviceDoors
{
    private static readonly ScopeSet Seen = ScopeSet.Of("areaCounts", "areaCases");

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/devices", All).WithSummary("Devices of an area with what they told last")
            .Takes(Asks.Area).Gives<DevicesView>().Refuses(400, 401, 403, 503);
        api.MapGet("/devices/{device}", One).WithSummary("One device with its readings of the last day")
            .Takes(Asks.Device).Gives<DeviceDayView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/alerts", Alerts).WithSummary("What warns or is silenced in an area, and whom it calls")
            .Takes(Asks.Area).Gives<AlertsView>().Refuses(400, 401, 403, 503);
        api.MapPost("/devices/{device}/alert/{alertAct}", Act)
            .WithSummary("Acknowledge an alert, say that there is nothing, silence it for two hours at most")
            .Takes(Asks.Device, Asks.AlertAct, Asks.Key).TakesBody<AlertActRequest>().Gives<AlertAnswer>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 503);
        api.MapPost("/readings", Take).WithSummary("What devices have measured, a line each")
            .WithMetadata(LineBatch.SizeLimit)
            .TakesLines<ReadingLine>().GivesLines<ReadingLineAnswer>().Refuses(401, 403, 413, 415, 503);
    }

    private static async Task All(
        HttpContext context, DeviceBook devices, AlertBook alerts, Places places, Rights rights, TimeProvider time)
    {
        var area = Asks.Home(context, places) ?? places.Root;
        var scopes = rights.Must(context.Caller(), area, Seen);
        var (latest, until) = (devices.Latest, time.GetUtcNow());
        var (states, position) = await alerts.Now(context.RequestAborted);
        var views = devices.In(area).Select(device => DeviceViews.Of(
            device, devices.HomeOf(device), latest.Of(device.Id.Value),
            states.GetValueOrDefault(device.Id, AlertState.None), until));
        await Answer.Ok(
            context, new DevicesView(area.Value, until, [.. views], latest.Number, position),
            WireJson.Relaxed.DevicesView, scopes);
    }

    private static async Task One(
        HttpContext context, DeviceBook devices, IReadingStore readings, Rights rights, IGrainFactory grains,
        TimeProvider time)
    {
        var id = Asks.Device.Must(context);
        var device = devices.Find(new DeviceId(id)) ?? throw new ProblemException(DeviceDesk.Unknown(id));
        var home = devices.HomeOf(device);
        var scopes = rights.Must(context.Caller(), home, Seen);
        var sight = await grains.GetGrain<IDeviceGrain>(id).See(context.RequestAborted);
        var until = time.GetUtcNow();
        var day = await readings.Read(id, until - Day, until + IntakeRules.ClockSlack, context.RequestAborted);
        await Answer.Ok(
            context,
            new DeviceDayView(
                DeviceViews.Of(device, home, devices.Latest.Of(id), sight.State, until),
                [.. day.Select(one => new ReadingView(one.At, one.Value))], until - Day, until, sight.Position),
            WireJson.Relaxed.DeviceDayView, scopes);
    }

    private static async Task Alerts(HttpContext context, AlertCounter counter, Places places, Rights rights)
    {
        var area = Asks.Home(context, places) ?? places.Root;
        var scopes = rights.Must(context.Caller(), area, Seen);
        var view = await counter.Of(area, context.Caller(), context.RequestAborted);
        await Answer.Ok(context, view, WireJson.Relaxed.AlertsView, scopes);
    }

    private static async Task Act(HttpContext context, AlertCounter counter, DeviceBook devices, Rights rights)
    {
        var (id, word) = (Asks.Device.Must(context), Asks.AlertAct.Read(context)!.Value.Word);
        var key = Asks.Key.Read(context);
        var body = await Body.Read(context, WireJson.Relaxed.AlertActRequest);
        var device = devices.Find(new DeviceId(id)) ?? throw new ProblemException(DeviceDesk.Unknown(id));
        var scopes = rights.Must(context.Caller(), devices.HomeOf(device), Seen);
        var outcome = await counter.Do(device, word, body, key, context.Caller(), context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.AlertAnswer, scopes)
            : Answer.Problem(context, outcome.Problem));
    }

    private static Task Take(HttpContext context, DeviceDesk desk, Faults faults) => LineBatch.Run(
        context, LineBatch.MostLines, new ReadingLines(desk, context.Caller(), faults));
}
