using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Devices;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog.Readings;
using Twin.Grains.Devices;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Devices;

/// <summary>Takes readings in: checks, stores, tells the device. Whatever it answers with is durable.</summary>
/// <remarks>A reading is known by its device and moment, so a resend needs no key.</remarks>
internal sealed class DeviceDesk(
    DeviceBook devices, IReadingStore readings, Rights rights, IGrainFactory grains, TimeProvider time)
{
    private static readonly ScopeSet OfSources = ScopeSet.Of("ownSourceCases");

    public async ValueTask<Outcome<ReadingAnswer>> Take(ReadingLine line, Caller caller, CancellationToken cancel)
    {
        if (Check(line, caller, out var device) is { } problem) return problem;
        return await Take(device!, line.At, line.Value, cancel);
    }

    public async ValueTask<Outcome<ReadingAnswer>> Take(
        Device device, DateTimeOffset at, double value, CancellationToken cancel)
    {
        var receipt = await readings.Put(new Reading(device.Id.Value, at, value), cancel);
        if (receipt.Fate == ReadingFate.Differs) return Differs(value, receipt.Stored);
        // Also when it is known: whoever sent it before may have gone before the device was told.
        var sight = await grains.GetGrain<IDeviceGrain>(device.Id.Value).Told(cancel);
        return new ReadingAnswer(
            receipt.Stored.Number, receipt.Fate == ReadingFate.Known, sight.State.Stage.ToString());
    }

    private ProblemView? Check(ReadingLine line, Caller caller, out Device? device)
    {
        device = null;
        if (Checks.Word("device", line.Device) is { } noWord) return noWord;
        device = devices.Find(new DeviceId(line.Device));
        return device is null ? Unknown(line.Device)
            : !rights.At(caller, devices.HomeOf(device)).Meets(OfSources) ? Problem.Of(Refusals.NotAllowed)
            : Checks.Moment("at", line.At, time.GetUtcNow() + IntakeRules.ClockSlack) ?? Value(device.Type, line.Value);
    }

    public static ProblemView Unknown(string? id) =>
        Problem.Unknown("DeviceUnknown", "device", id, new Say("a device", "设备"));

    private static ProblemView? Value(DeviceType type, double value) => value >= type.Least && value <= type.Most
        ? null
        : Problem.Field("value", Text(value), new Say(
            $"{Text(type.Least)} to {Text(type.Most)} {type.Unit}",
            $"{Text(type.Least)} 到 {Text(type.Most)} {type.Unit}"));

    private static ProblemView Differs(double value, StoredReading stored) => Problem.Of(
        StatusCodes.Status409Conflict,
        "ReadingDiffers",
        new Say(
            $"Found {Text(value)}; expected {Text(stored.Value)}, which the device told of the same moment before. "
            + "That one stays. Send what was measured at another moment.",
            $"同一设备同一时刻已有读数 {Text(stored.Value)}，与本次的 {Text(value)} 不同，原读数保留。请发送其他时刻的读数。"),
        "value");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
