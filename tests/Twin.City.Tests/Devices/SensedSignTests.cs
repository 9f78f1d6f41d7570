using Twin.City.Devices;
using Twin.City.Metrics;

namespace Twin.City.Tests.Devices;

/// <summary>What an area's devices told becomes one sign: what is old is grey and never counts beside what is fresh.
/// </summary>
public sealed class SensedSignTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("VS01", "water", 18.0)]
    [InlineData("VS08", "road", 2.0)]
    [InlineData("VS11", "air", 18.0)]
    public void The_worst_of_what_is_fresh_counts(string sign, string type, double expected)
    {
        var told = Of(sign, Told(type, 2, 0), Told(type, 18, -1), Told(type, 99, -60), Told(type, null, 0));

        Assert.Equal(new SensedSign(expected, Noon, IsStale: false), told);
    }

    [Fact]
    public void When_all_is_old_the_last_that_was_known_is_told_as_stale()
    {
        var told = Of("VS01", Told("water", 2, -4), Told("water", 18, -9));

        Assert.Equal(new SensedSign(18, Noon.AddMinutes(-4), IsStale: true), told);
        Assert.False(Of("VS01", Told("water", 2, -3))!.Value.IsStale);
    }

    [Fact]
    public void Where_nothing_was_ever_told_there_is_no_sign()
    {
        Assert.Null(Of("VS01", Told("water", null, 0), Told("rain", 3, 0)));
        Assert.Null(Of("VS19", Told("water", null, 0)));
        Assert.Null(Of("VS01"));
    }

    [Fact]
    public void Shares_are_of_the_points_that_are_heard_and_noise_has_another_limit_by_night()
    {
        // Noon of UTC is 20 o'clock in Shanghai, 16 o'clock of UTC is midnight.
        var points = new[] { 55.0, 61, 45, 20 }.Select(level => Told("noise", level, 0)).ToArray();
        SensedDevice[] bins = [Told("bin", 91, 0), Told("bin", 90, 0)];

        Assert.Equal(25, Of("VS12", points)!.Value.Value);
        Assert.Equal(50, Of("VS12", [.. points.Select(one => Later(one, 240))], Noon.AddMinutes(240))!.Value.Value);
        Assert.Equal(50, Of("VS13", bins)!.Value.Value);
    }

    [Fact]
    public void Online_are_those_that_are_heard_of_all_that_are_there()
    {
        var told = Of(
            "VS19", Told("water", 1, 0), Told("gas", 1, -4), Told("bin", 1, -40), Told("water", null, 0));

        Assert.Equal(new SensedSign(50, Noon, IsStale: false), told);
    }

    [Fact]
    public void A_stale_sign_has_its_value_and_moment_and_no_tone()
    {
        var fresh = Sign(Told("water", 30, 0));
        var stale = Sign(Told("water", 30, -5));

        Assert.Equal((30, SignTone.Orange, Noon), (fresh.Value!.Value, fresh.Tone, fresh.At));
        Assert.Equal((30, null, Noon.AddMinutes(-5)), (stale.Value!.Value, stale.Tone, stale.At));
        Assert.Equal((null, null, null), (Sign().Value, Sign().Tone, Sign().At));
    }

    private static CountedSign Sign(params IReadOnlyCollection<SensedDevice> devices) => Assert.Single(
        VitalSigns.Of(Metrics.Told.Ask() with { Devices = devices, Until = Noon }),
        sign => sign.Row.Id == "VS01");

    private static SensedSign? Of(string sign, params IReadOnlyCollection<SensedDevice> devices) =>
        Of(sign, devices, Noon);

    private static SensedSign? Of(string sign, IReadOnlyCollection<SensedDevice> devices, DateTimeOffset until) =>
        SensedSigns.Of(
            SignTable.Of[sign], devices, until, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    private static SensedDevice Told(string type, double? value, double minute) => new(
        DeviceType.Find(type)!, value is { } figure ? new SensedValue(figure, Noon.AddMinutes(minute)) : null);

    private static SensedDevice Later(SensedDevice device, double minutes) =>
        device with { Latest = device.Latest!.Value with { At = Noon.AddMinutes(minutes) } };
}
