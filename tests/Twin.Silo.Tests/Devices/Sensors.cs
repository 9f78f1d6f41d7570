using System.Globalization;
using System.Text;
using System.Text.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Devices;

/// <summary>Sends readings as an integration does.</summary>
internal static class Sensors
{
    public static string Line(string device, DateTimeOffset at, double value) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"device":"{{device}}","at":"{{at:O}}","value":{{value:R}}}""");

    public static async Task<ReadingLineAnswer[]> Tell(this HttpClient http, params string[] lines)
    {
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(
            new Uri("readings", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<ReadingLineAnswer>(line, TestCity.Json)!)];
    }

    /// <summary>One reading that must be taken.</summary>
    public static async Task<ReadingAnswer> Tell(
        this HttpClient http, string device, DateTimeOffset at, double value) =>
        (await http.Tell(Line(device, at, value)))[0] is { Answer: { } taken } ? taken
            : throw new InvalidOperationException($"The reading {value} of {device} was refused.");

    public static async Task<SignView> Sign(this HttpClient http, string sign, string area = TinyCity.Root) =>
        (await http.Get<FiguresView>($"areas/{area}/figures")).Signs.Single(one => one.Sign == sign);

    public static async Task<DeviceView> Device(this HttpClient http, string device) =>
        (await http.Get<DeviceDayView>($"devices/{device}")).Device;
}
