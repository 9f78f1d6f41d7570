using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Devices;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Devices;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Devices;

/// <summary>Where people acknowledge, deny and silence alerts.</summary>
internal sealed class AlertCounter(
    DeviceBook devices, AlertBook alerts, IGrainFactory grains, Places places, CommandIds ids, TimeProvider time)
{
    /// <summary>The last word of the path.</summary>
    public static IReadOnlyList<string> Given { get; } = ["ack", "false-alarm", "silence", "end-silence"];

    /// <summary>Acts by the word in which an asker is told of them; what they say is filled in.</summary>
    private static readonly ImmutableArray<(string Word, Func<DateTimeOffset, AlertAct> Example)> Acts =
    [
        ("Ack", static _ => new AlertAct.Ack()),
        ("FalseAlarm", static _ => new AlertAct.Deny(AlertCalls.Reasons[0])),
        ("Silence", static now => new AlertAct.Silence(AlertCalls.Reasons[0], now + AlertCalls.SilenceMost)),
        ("EndSilence", static _ => new AlertAct.EndSilence()),
    ];

    /// <summary>What warns or is silenced in an area, the gravest first, then the oldest.</summary>
    public async ValueTask<AlertsView> Of(HomeId area, Caller caller, CancellationToken cancel)
    {
        var until = time.GetUtcNow();
        var (states, position) = await alerts.Now(cancel);
        return new AlertsView(
            area.Value,
            until,
            [
                .. devices.In(area)
                    .Select(device => (Device: device, State: states.GetValueOrDefault(device.Id, AlertState.None)))
                    .Where(one => one.State.IsWarning || one.State.IsSilenced(until))
                    .OrderByDescending(one => one.State.IsWarning).ThenBy(one => one.State.Call.Severity)
                    .ThenBy(one => one.State.RaisedAt).ThenBy(one => one.Device.Id.Value, StringComparer.Ordinal)
                    .Select(one => ViewFor(one.Device, one.State, caller, until)),
            ],
            position);
    }

    public async ValueTask<Outcome<AlertAnswer>> Do(
        Device device, string word, AlertActRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var act = ActOf(word, body);
        if ((Checks.Word("commandId", body.CommandId) ?? Check(act, body, now)) is { } wrong)
        {
            return wrong;
        }

        if (Bound.In(caller, AlertCalls.RolesFor(act), devices.HomeOf(device), places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{device.Id}/{word}", body with { CommandId = null },
            WireJson.Relaxed.AlertActRequest);
        var grain = grains.GetGrain<IDeviceGrain>(device.Id.Value);
        var answer = await grain.Do(act, by, id, cancel);
        if (answer.Refusal is { } no)
        {
            return Problem.Of(no);
        }

        var sight = await grain.See(cancel);
        return new AlertAnswer(ViewFor(device, sight.State, caller, time.GetUtcNow()), answer.Again, sight.Position);
    }

    private AlertView ViewFor(Device device, AlertState state, Caller caller, DateTimeOffset now)
    {
        var home = devices.HomeOf(device);
        var acts = Acts.Where(one => one.Example(now) is var act
            && AlertCalls.Decide(state, act, now).Refusal is null
            && Bound.In(caller, AlertCalls.RolesFor(act), home, places) is not null);
        return new AlertView(
            DeviceViews.Of(device, home, devices.Latest.Of(device.Id.Value), state, now), places.NameOf(home.Value),
            [.. acts.Select(one => one.Word)]);
    }

    private static AlertAct ActOf(string word, AlertActRequest body) => word switch
    {
        "ack" => new AlertAct.Ack(),
        "false-alarm" => new AlertAct.Deny(body.Reason ?? ""),
        "silence" => new AlertAct.Silence(body.Reason ?? "", body.Until?.ToUniversalTime() ?? default),
        _ => new AlertAct.EndSilence(),
    };

    private static ProblemView? Check(AlertAct act, AlertActRequest body, DateTimeOffset now) => act switch
    {
        AlertAct.Deny or AlertAct.Silence when !AlertCalls.Reasons.Contains(body.Reason ?? "") => Problem.Field(
            "reason", body.Reason, new Say(
                $"one of {string.Join(", ", AlertCalls.Reasons)}", $"{string.Join("、", AlertCalls.Reasons)} 之一")),
        // What is over since may be a resend: whether it was carried out is known to the device.
        AlertAct.Silence { Until: var until } when until < now - AlertCalls.SilenceMost
            || until > now + AlertCalls.SilenceMost =>
            Problem.Field("until", body.Until?.ToString("O", CultureInfo.InvariantCulture), new Say(
                "a moment within the next two hours", "两小时以内的时刻")),
        _ => null,
    };
}
