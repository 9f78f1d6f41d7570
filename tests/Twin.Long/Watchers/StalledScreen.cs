using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Long.Watchers;

/// <summary>A connection that opens a stream for each area and then reads nothing, but says it is alive.</summary>
internal static class StalledScreen
{
    public static async Task<HubLine> Open(
        Uri server, string token, IEnumerable<AreaView> areas, CancellationToken cancel)
    {
        var line = await HubLine.Open(server, "/hubs/city", token, cancel);
        foreach (var (area, at) in areas.Select((area, at) => (area, at)))
        {
            await line.Watch($"{at}", area.Id, cancel);
        }

        return line;
    }
}
