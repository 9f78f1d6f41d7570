using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Twin.Long.Stage;

/// <summary>A hub that says what it is told: what the wire, the hub and this machine cost by themselves.</summary>
internal sealed class EchoHub : Hub
{
    public const string Path = "/echo";

    private static readonly Option<string> Urls = new("--urls") { Required = true };
    private static readonly Option<int> Bytes = new("--bytes") { Description = "length of an answer" };

    private static string _filler = "";

    /// <summary>The server of the echo hub, as a process of its own.</summary>
    public static Command Build()
    {
        var command = new Command("echo-hub", "Serves the empty hub that frames are compared with.") { Urls, Bytes };
        command.Hidden = true;
        command.SetAction(async (given, cancel) =>
        {
            _filler = new string('x', given.GetValue(Bytes));
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

    /// <summary>The same number back, in an answer as long as a frame.</summary>
    public EchoAnswer Echo(long number)
    {
        Context.ConnectionAborted.ThrowIfCancellationRequested();
        return new EchoAnswer(number, _filler);
    }
}

/// <param name="Number">As it was told.</param>
internal sealed record EchoAnswer(long Number, string Filler);
