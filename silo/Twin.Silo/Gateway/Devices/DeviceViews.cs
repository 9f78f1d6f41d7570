using Twin.City;
using Twin.City.Cases;
using Twin.City.Devices;
using Twin.Contracts;
using Twin.EventLog.Readings;

namespace Twin.Silo.Gateway.Devices;

/// <summary>Devices as the wire has them.</summary>
internal static class DeviceViews
{
    public static DeviceView Of(
        Device device, HomeId home, StoredReading? latest, AlertState alert, DateTimeOffset until)
    {
        var type = device.Type;
        var health = latest is not { } told ? "Unheard" : type.IsStale(told.At, until) ? "Stale" : "Heard";
        var opened = alert.IsWarning ? alert.Alert : health == "Stale" ? alert.Silence : null;
        var (warns, silence) = (alert.IsWarning ? alert : null, alert.IsSilenced(until) ? alert.Silenced : null);
        return new DeviceView(
            device.Id.Value, type.Key, type.Zh, type.En, type.Sign?.Id, type.Unit, (int)type.Cadence.TotalSeconds,
            device.Owner.Value, home.Value, device.At.Lng, device.At.Lat, type.Alert, latest?.Value, latest?.At,
            health, alert.Stage.ToString(), opened is { IsOpened: true } ? opened.Id.Value : null,
            warns is { Call.Severity: not Severity.Unset } ? warns.Call.Severity.ToString() : null, warns?.RaisedAt,
            AlertCalls.CallsAt(alert, until)?.ToString(), AlertCalls.AwaitedUntil(alert, until), warns?.Call.AckedAt,
            silence?.Until, silence?.Reason);
    }
}
