using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Twin.EventLog;
using Twin.Silo.Options;

namespace Twin.Silo.Hosting;

/// <summary>The one line on stdout that says that the doors are open.</summary>
public static class ReadyLine
{
    public static string Of(WebApplication server)
    {
        var url = UrlOf(server);
        var city = server.Services.GetRequiredService<SiloOptions>().City;
        var log = server.Services.GetRequiredService<IEventLog>();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"READY url={url} city={city} log={log.Describe().Store} position={log.Head.Position}");
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public static string UrlOf(WebApplication server) => server.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
