using System.CommandLine;
using Twin.Client;

namespace Twin.Cli.Terminal;

/// <summary>The option <c>--url</c>, the same for every command that talks to a server.</summary>
internal static class ServerOption
{
    public const string Default = "http://127.0.0.1:5080";

    public static Option<string> Build() => new("--url")
    {
        Description = "the server",
        HelpName = "URL",
        DefaultValueFactory = _ => Default,
    };

    public static TwinClient Open(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"
            ? TwinClient.Open(new Uri(server.GetLeftPart(UriPartial.Authority) + "/"))
            : throw new InputException($"Found --url '{url}'; expected an address such as {Default}.");
}
