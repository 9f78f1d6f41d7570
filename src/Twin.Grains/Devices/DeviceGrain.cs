using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Devices;
using Twin.City.Triage;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;

namespace Twin.Grains.Devices;

/// <summary>Decides on what is stored of its device, and opens the cases that follow.</summary>
public sealed class DeviceGrain(Surroundings city, DeviceBook devices, ClassBook classes) : Grain, IDeviceGrain
{
    /// <summary>The stages of all devices, for those who look at all of them.</summary>
    public const string Feed = "device";

    private const string Prefix = "device/";

    /// <summary>The client word of what the city does by itself.</summary>
    private const string Client = "city";

    private DecidedStream<AlertState, AlertEvent> _alert = null!;
    private Device _device = null!;

    public static string StreamOf(DeviceId id) => Prefix + id.Value;

    internal static DeviceId DeviceOf(string stream) => new(stream[Prefix.Length..]);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = new DeviceId(this.GetPrimaryKeyString());
        _device = devices.Find(id)
            ?? throw new InvalidOperationException($"Found no device '{id}'; expected one of GET /devices.");
        var stream = new OwnStream<AlertEvent>(city.Log, StreamOf(id), FactFamilies.Alerts, DeactivateOnIdle);
        _alert = new(stream, Feed, city.Time, AlertState.None,
            static (state, happened, fact) => state.After(happened, fact.Position, fact.At));
        await _alert.Load(cancellationToken);
    }

    public async Task<DeviceSight> Told(CancellationToken cancel = default)
    {
        var now = city.Time.GetUtcNow();
        if (Latest is { } latest)
        {
            var type = _device.Type;
            await Note(AlertDecisions.ComeOnline(_alert.State, type, latest, now), cancel);
            await Note(NewAlert(latest, now), cancel);
            await Note(await Confirmed(latest, now, cancel), cancel);
            await Note(AlertDecisions.Clear(_alert.State, type, latest), cancel);
        }

        await Pursue(cancel);
        return Sight();
    }

    public async Task<DeviceSight> Listen(CancellationToken cancel = default)
    {
        if (Latest is { } latest
            && AlertDecisions.GoesOffline(_alert.State, _device.Type, latest, city.Time.GetUtcNow()))
        {
            var (id, hash) = await CaseFor(_alert.State.Silence, cancel);
            await Note(new AlertEvent.WentOffline(latest.At, id, hash), cancel);
        }

        await Pursue(cancel);
        return Sight();
    }

    public Task<Decided> Do(AlertAct act, Actor by, string commandId, CancellationToken cancel = default) =>
        _alert.Do((state, now) => AlertCalls.Decide(state, act, now), by, commandId, cancel);

    public async Task<DeviceSight> CallOn(CancellationToken cancel = default)
    {
        await Note(AlertCalls.CallOn(_alert.State, city.Time.GetUtcNow()), cancel);
        return Sight();
    }

    public Task<DeviceSight> See(CancellationToken cancel = default) => Task.FromResult(Sight());

    private SensedValue? Latest => DeviceBook.Sensed(_device, devices.Latest).Latest;

    private AlertEvent.AlertRaised? NewAlert(SensedValue latest, DateTimeOffset now) =>
        AlertDecisions.Raise(_alert.State, _device.Type, latest, now) is { } raised
            ? AlertCalls.Calling(
                raised, Judged(_device.Type.Class ?? DeviceType.OfflineClass, latest.Value).Severity, now)
            : null;

    private async ValueTask<AlertEvent?> Confirmed(SensedValue latest, DateTimeOffset now, CancellationToken cancel)
    {
        if (_alert.State.Stage != AlertStage.Raised) return null;
        var recent = await devices.Recent(_device, latest.At, cancel);
        var neighbour = devices.NeighbourInAlert(_device, now);
        if (AlertDecisions.Confirm(_alert.State, _device.Type, recent, neighbour) is not { } ground) return null;
        var (id, hash) = await CaseFor(_alert.State.Alert, cancel);
        return new AlertEvent.AlertConfirmed(
            ground, latest.At, latest.Value, ground == AlertGround.Neighbour ? neighbour : null, id, hash);
    }

    /// <summary>The case before, while it is open: what goes on is no new matter.</summary>
    private async ValueTask<(CaseId Id, string? ReceiptHash)> CaseFor(AlertCase? before, CancellationToken cancel) =>
        before is { } known && await GrainFactory.GetGrain<ICaseGrain>(known.Id.Value).See(cancel) is { } sight
            && sight.Stage.IsOpen()
            ? (known.Id, null)
            : (new CaseId(city.Ids.Next()), city.Ids.Next());

    /// <summary>Opens what is not opened yet; after a crash the same case, once.</summary>
    private async ValueTask Pursue(CancellationToken cancel)
    {
        if (_alert.State is { Alert: { IsOpened: false } alert })
        {
            await Open(alert, _device.Type.Class ?? DeviceType.OfflineClass, _alert.State.Value, cancel);
        }

        if (_alert.State is { Silence: { IsOpened: false } silence })
        {
            await Open(silence, DeviceType.OfflineClass, null, cancel);
        }
    }

    private async ValueTask Open(AlertCase opening, string code, double? value, CancellationToken cancel)
    {
        var refusal = opening.ReceiptHash is { } hash ? await Report(opening, hash, code, value, cancel) : null;
        await Note(new AlertEvent.CaseOpened(opening.Id, refusal), cancel);
    }

    /// <summary>Reported and filed in one commit, with what the raising rules make of the value.</summary>
    private async ValueTask<string?> Report(
        AlertCase opening, string receiptHash, string code, double? value, CancellationToken cancel)
    {
        var raised = Judged(code, value);
        var report = new CaseCommand.Report(
            CaseSource.Sensor, devices.HomeOf(_device), _device.At, DefaultPlace: false, Building: null, Site: null,
            Words: null, code, Severity.Unset, receiptHash, LimitBy.Class, DueAt: null, SourceRef: _device.Id.Value,
            Next: new CaseAdvice(
                new CaseCommand.File(raised.Class, raised.Severity, null, "", raised.Cause), Holds: false));
        var by = new Actor(StreamOf(_device.Id), ["Device"]);
        var order = new CaseOrder(
            report, $"{StreamOf(_device.Id)}/{opening.Id}", by, Client, Correlation: StreamOf(_device.Id))
        {
            Cause = opening.Cause,
        };
        var answer = await GrainFactory.GetGrain<ICaseGrain>(opening.Id.Value).Do(order, cancel);
        return answer.Refusal?.Code;
    }

    /// <summary>What the raising rules make of a value.</summary>
    private Raised Judged(string code, double? value) => RaisingRules.Apply(
        classes.Now.Find(code, city.Time.GetUtcNow())!, Severity.Unset, _device.Type.Around(value));

    private async ValueTask Note(AlertEvent? happened, CancellationToken cancel)
    {
        if (happened is null) return;
        // Its identity follows from the past: tried twice, it is done once.
        var id = string.Create(CultureInfo.InvariantCulture, $"{StreamOf(_device.Id)}/{_alert.Version}");
        await _alert.Do((_, _) => Decision.Of(happened), Author.System, id, cancel);
    }

    private DeviceSight Sight() => new(_alert.State, _alert.Position);
}
