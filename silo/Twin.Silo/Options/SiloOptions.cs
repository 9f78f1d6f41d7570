using System.Net;
using Twin.EventLog.Postgres;

namespace Twin.Silo.Options;

/// <summary>How a server is started; each option once, checked before the doors open.</summary>
public sealed record SiloOptions
{
    /// <summary>Where to listen; http://127.0.0.1:5080.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Folder of log, vault, keys and cached reference; data/{city} beside the solution.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>small</c>, <c>zhuji</c>, or a folder that <c>twin import</c> filled; small.</summary>
    public string City { get; init; } = "small";

    /// <summary>The event log's store; sqlite.</summary>
    public LogStore Log { get; init; } = LogStore.Sqlite;

    /// <summary>Where the log lies, when its store is PostgreSQL; it holds a password, so it is never told.</summary>
    public PostgresPlace? LogPlace { get; init; }

    /// <summary>Simulated residents and posts; null = on for demo cities, off otherwise.</summary>
    public bool? Traffic { get; init; }

    /// <summary>Test switch: the streams lose the first fact of each case.</summary>
    public bool DropFirst { get; init; }

    /// <summary>Test switch: the streams lose every fact that ends a case's burst.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Sign-in without a secret, for tools and tests; null = in demo cities, and in others that listen on this machine
    /// alone and have no account of their own yet.
    /// </summary>
    public bool? DevelopmentSignIn { get; init; }

    /// <summary>File with issuer, audience and keys of the city's single sign-on; null = none.</summary>
    public string? SingleSignOn { get; init; }

    /// <summary>Folder into which messages and letters to reporters are dropped; null = none go out.</summary>
    public string? Outbox { get; init; }

    /// <summary>Test switch: a field of an answer that everybody sees, whatever fields.csv says.</summary>
    public string? OpenField { get; init; }

    /// <summary>Folder of the built web part; null = found beside the program or in the sources.</summary>
    public string? WebFolder { get; init; }

    /// <summary>Log lines on stderr; true. Tests switch it off.</summary>
    public bool LogToConsole { get; init; } = true;

    /// <summary>Nobody beyond this machine can reach it.</summary>
    public bool IsLoopback => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback);

    public bool IsDemoCity => City is "small" or "zhuji";

    /// <summary>Where the reference data of the city lie.</summary>
    public string CityFolder => IsDemoCity ? DataFolder : City;

    /// <summary>The folder that holds the sources, when the server runs from them.</summary>
    public static string? SolutionFolder { get; } = FindSolution(AppContext.BaseDirectory);

    /// <exception cref="OptionException">An option cannot be; the sentence says which.</exception>
    public SiloOptions Checked()
    {
        foreach (var url in Urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            CheckUrl(url);
        }

        if (!IsDemoCity && !Directory.Exists(City))
        {
            throw new OptionException(
                $"Found --city {City}; expected small, zhuji or a folder that exists. "
                + "Import a city with 'twin import --data DIR', then start with --city DIR.");
        }

        if (SingleSignOn is not null && !File.Exists(SingleSignOn))
        {
            throw new OptionException(
                $"Found --single-sign-on {SingleSignOn}; expected a file with issuer, audience and keys. Name one.");
        }

        if (File.Exists(DataFolder))
        {
            throw new OptionException(
                $"Found the file '{DataFolder}' for --data; expected a folder. Name one, it is made when missing.");
        }

        return this;
    }

    private static void CheckUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Port is < 0 or > IPEndPoint.MaxPort)
        {
            throw new OptionException(
                $"Found --urls {url}; expected http://HOST:PORT. Give a free port, 0 takes any.");
        }
    }

    private static string? FindSolution(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Twin.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}

/// <summary>Where facts are stored.</summary>
public enum LogStore
{
    Sqlite,
    Memory,
    Postgres,
}

/// <summary>The server cannot be started like this; the sentence goes to the operator.</summary>
public sealed class OptionException(string sentence) : Exception(sentence);
