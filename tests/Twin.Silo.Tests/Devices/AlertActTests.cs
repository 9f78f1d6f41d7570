using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Twin.Contracts;
using Twin.Grains.Devices;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Devices;

/// <summary>People acknowledge, deny and silence alerts over HTTP; who does not is followed by the next desk.</summary>
public sealed class AlertActTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-alert-");
    private readonly JumpingTime _time =
        new(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)), stands: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Whoever_acknowledges_first_has_done_so_for_all_desks()
    {
        await using var city = await TestCity.Start(time: _time);
        await Gas(city, 25);
        using var receiver = As(city, "Receiver", TinyCity.Root);
        using var lead = As(city, "ShiftLead", TinyCity.Root);
        using var mediator = As(city, "CommunitySecretary", TinyCity.Root);
        var seen = Assert.Single((await receiver.Get<AlertsView>("alerts")).Alerts);
        Assert.Equal(("S1", "Desk", "CaseOpened"), (seen.Device.Severity, seen.Device.Calls, seen.Device.Alert));
        Assert.Equal(_time.GetUtcNow().AddMinutes(1), seen.Device.AckDueAt);
        Assert.Equal(["Ack"], seen.Acts);
        Assert.Empty(Assert.Single((await mediator.Get<AlertsView>("alerts")).Alerts).Acts);
        Assert.Equal("NotAllowed", await mediator.Refused(Path("ack"), new AlertActRequest()));

        var acked = await Act(receiver, "ack", new AlertActRequest(CommandId: "mine"));
        var again = await Act(receiver, "ack", new AlertActRequest(CommandId: "mine"));
        var after = Assert.Single((await lead.Get<AlertsView>($"alerts?area={TinyCity.Root}")).Alerts);

        Assert.Equal((false, true), (acked.Again, again.Again));
        Assert.Equal(acked.Position, again.Position);
        Assert.Equal("AlertAcked", await lead.Refused(Path("ack"), new AlertActRequest()));
        Assert.Equal((null, null), (after.Device.Calls, after.Device.AckDueAt));
        Assert.Equal(_time.GetUtcNow(), after.Device.AckedAt);
        Assert.Equal(["Silence"], after.Acts);
    }

    [Fact]
    public async Task Unanswered_it_calls_desk_after_desk_also_when_the_server_was_off_meanwhile()
    {
        await using (var city = await Kept())
        {
            await Gas(city, 25);
            await Called(city, 0.9, "Desk");
            await Called(city, 0.1, "NextDesk");
            await Called(city, 0, "NextDesk");
        }

        _time.JumpTo(_time.GetUtcNow().AddMinutes(30));
        await using var later = await Kept();
        await Called(later, 0, "ShiftLead");
        await Called(later, 60, "ShiftLead");
        var facts = await later.Log.ReadStream(DeviceGrain.StreamOf(new(TinyCity.GasDevice)), 0, 20, Cancel);
        Assert.Equal(2, facts.Count(fact => fact.Kind == "device/AlertCalled"));
    }

    [Fact]
    public async Task A_silenced_device_calls_nobody_and_opens_its_case_all_the_same()
    {
        await using var city = await TestCity.Start(time: _time);
        using var lead = As(city, "ShiftLead", TinyCity.Root);
        using var dispatcher = As(city, "Dispatcher", TinyCity.Root);
        var until = _time.GetUtcNow().AddHours(1);
        var silence = new AlertActRequest("Maintenance", until);
        Assert.Equal("NotAllowed", await dispatcher.Refused(Path("silence"), silence));
        Assert.Equal("reason", await Wrong(lead, silence with { Reason = "Noise" }));
        Assert.Equal("until", await Wrong(lead, silence with { Until = until.AddHours(1.1) }));
        Assert.Equal("until", await Wrong(lead, silence with { Until = null }));

        Assert.Equal("until", await Wrong(lead, silence with { Until = _time.GetUtcNow() }));

        var silenced = (await Act(lead, "silence", silence with { CommandId = "s" })).Alert;
        await Gas(city, 25);
        var warns = Assert.Single((await lead.Get<AlertsView>("alerts")).Alerts).Device;

        Assert.Equal(("Maintenance", until), (silenced.Device.SilenceReason, silenced.Device.SilencedUntil));
        Assert.Equal(("CaseOpened", null, until), (warns.Alert, warns.Calls, warns.SilencedUntil));
        Assert.NotNull(warns.CaseId);
        _time.JumpTo(until);
        await Called(city, 0, "Desk");
        Assert.True((await Act(lead, "silence", silence with { CommandId = "s" })).Again);
    }

    [Fact]
    public async Task A_false_alarm_is_over_and_the_next_reading_over_the_limit_does_not_raise_it()
    {
        await using var city = await TestCity.Start(time: _time);
        using var source = await city.As("replay");
        using var dispatcher = As(city, "Dispatcher", TinyCity.Root);
        await source.Tell(TinyCity.WaterDevice, _time.GetUtcNow(), 20);
        var denied = await dispatcher.Give<AlertActRequest, AlertAnswer>(
            $"devices/{TinyCity.WaterDevice}/alert/false-alarm", new AlertActRequest("Blocked"));
        _time.JumpTo(_time.GetUtcNow().AddMinutes(1));

        Assert.Equal("FalseAlarm", denied.Alert.Device.Alert);
        Assert.Equal("FalseAlarm", (await source.Tell(TinyCity.WaterDevice, _time.GetUtcNow(), 25)).Alert);
        Assert.Empty((await dispatcher.Get<AlertsView>("alerts")).Alerts);
        await Gas(city, 25);
        Assert.Equal("AlertConfirmed", await dispatcher.Refused(Path("false-alarm"), new AlertActRequest("Test")));
    }

    private static string Path(string act) => $"devices/{TinyCity.GasDevice}/alert/{act}";

    private static Task<AlertAnswer> Act(HttpClient http, string act, AlertActRequest body) =>
        http.Give<AlertActRequest, AlertAnswer>(Path(act), body);

    private static async Task<string?> Wrong(HttpClient http, AlertActRequest body) => (await http.Problem(
        new HttpRequestMessage(HttpMethod.Post, new Uri(Path("silence"), UriKind.Relative))
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        })).Field;

    private async Task Gas(TestCity city, double value)
    {
        using var source = await city.As("replay");
        await source.Tell(TinyCity.GasDevice, _time.GetUtcNow(), value);
    }

    /// <summary>What the round of each second does; the test's clock jumps, its timers do not.</summary>
    private async Task Called(TestCity city, double minutes, string desk)
    {
        _time.JumpTo(_time.GetUtcNow().AddMinutes(minutes));
        await city.Services.GetRequiredService<IGrainFactory>().GetGrain<IDeviceGrain>(TinyCity.GasDevice)
            .CallOn(Cancel);
        using var lead = As(city, "ShiftLead", TinyCity.Root);
        Assert.Equal(desk, Assert.Single((await lead.Get<AlertsView>("alerts")).Alerts).Device.Calls);
    }

    private static HttpClient As(TestCity city, string role, string home) =>
        RightCity.With(city, $"{role}-{home}", [new Bound(role, home, null)]);

    private Task<TestCity> Kept() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName, time: _time);
}
