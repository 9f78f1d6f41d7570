using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Twin.Grains.Clocks;
using Twin.Silo.Hosting;
using Twin.Silo.Tests.Cities;

namespace Twin.Long.Stage;

/// <summary>The server in this process, on a clock that jumps to each moment of standard input.</summary>
/// <remarks>
/// A server that is started by itself has no such switch: its clock is handed in by whoever builds it. Only moments
/// jump; timers and timeouts of the log, the engine and HTTP run by the machine.
/// </remarks>
internal static class JumpingCity
{
    private static readonly Option<DateTimeOffset> At = new("--at")
    {
        Description = "the moment at which the city's clock begins",
        Required = true,
    };

    private static readonly Argument<string[]> Server = new("server")
    {
        Description = "options of Twin.Silo, after --",
    };

    public static Command Build()
    {
        var command = new Command("jumping-city", "A server for journeys; each line of input is a moment to jump to.")
        {
            At, Server,
        };
        command.SetAction((given, cancel) => Run(given.GetValue(At), given.GetValue(Server) ?? [], cancel));
        return command;
    }

    private static async Task Run(DateTimeOffset at, string[] given, CancellationToken cancel)
    {
        var time = new JumpingTime(at);
        await using var server = CityServer.Build(Silo.Options.CommandLine.Read(given, static _ => null), time);
        await server.StartAsync(cancel);
        Console.WriteLine(ReadyLine.Of(server));
        var clocks = server.Services.GetRequiredService<ClockRounds>();
        while (await Console.In.ReadLineAsync(cancel) is { } moment)
        {
            time.JumpTo(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
            await clocks.Sweep(cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"NOW at={time.GetUtcNow():O}"));
        }

        await server.StopAsync(CancellationToken.None);
    }
}
