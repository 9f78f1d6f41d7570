using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Twin.Benchmarks.Frames;

/// <summary>A hub that says what it is told: what the wire, the hub and this machine cost by themselves.</summary>
internal sealed class EchoHub : Hub
{
    public const string Path = "/echo";

    private static readonly Option<string> Urls = new("--urls") { Required = true };

    /// <summary>The server of the echo hub, as a process of its own.</summary>
    public static Command Build()
    {
        var command = new Command("echo-hub", "Serves the empty hub that frames are compared with.") { Urls };
        command.Hidden = true;
        command.SetAction(async (given, cancel) =>
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls(given.GetValue(Urls)!);
            builder.Services.AddSignalR();
            var app = builder.Build();
            app.MapHub<EchoHub>(Path);
            await app.StartAsync(cancel);
            Console.WriteLine($"READY url={given.GetValue(Urls)}");
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
        return command;
    }

    /// <summary>The same number back.</summary>
    public long Echo(long number)
    {
        Context.ConnectionAborted.ThrowIfCancellationRequested();
        return number;
    }
}
