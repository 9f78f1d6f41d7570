using Microsoft.Extensions.DependencyInjection;
using Twin.City;
using Twin.Contracts;
using Twin.Grains.Devices;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Devices;

namespace Twin.Silo.Tests.Thrice;

/// <summary>An errand for each thing that a person does with an alert, each at a device of its own.</summary>
internal static class AlertErrands
{
    private static readonly Player Lead = Play.By("ShiftLead");

    public static async Task<IEnumerable<Errand>> Of(Play play)
    {
        var now = play.City.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var silence = new AlertActRequest("Maintenance", now.AddHours(1));
        using var source = await play.City.As("replay");
        await source.Tell(TinyCity.GasDevice, now, 25);
        await source.Tell("water-3", now, 20);
        await Play.Give(play.Of(Lead, 0), Path(TinyCity.NextWaterDevice, "silence"), silence, "before");
        return
        [
            Act(TinyCity.GasDevice, "ack", new AlertActRequest()),
            Act("water-3", "false-alarm", new AlertActRequest("Test")),
            Act(TinyCity.WaterDevice, "silence", silence),
            Act(TinyCity.NextWaterDevice, "end-silence", new AlertActRequest()),
        ];
    }

    private static string Path(string device, string act) => $"devices/{device}/alert/{act}";

    private static Errand Act(string device, string act, AlertActRequest body)
    {
        var id = $"alert-{act}";
        return new Errand(
            $"POST /api/v1/devices/{{device}}/alert/{{alertAct}} {act}", DeviceGrain.StreamOf(new DeviceId(device)),
            $"{Lead.Account}/{id}", async (play, connection) =>
            {
                var told = await Play.Give(play.Of(Lead, connection), Path(device, act), body with { CommandId = id });
                return new Told("", told.GetProperty("again").GetBoolean());
            });
    }
}
