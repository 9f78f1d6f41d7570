using Twin.EventLog;
using Twin.EventLog.Postgres;

namespace Twin.Silo.Options;

/// <summary>Reads options from arguments and from TWIN_… variables; arguments win.</summary>
public static class CommandLine
{
    public const string Usage =
        """
        Twin.Silo [--urls URL] [--data DIR] [--city small|zhuji|DIR] [--log sqlite|memory|PLACE]
                  [--traffic on|off] [--test-drop first,last] [--web DIR]
                  [--development-sign-in on|off] [--single-sign-on FILE] [--outbox DIR]
        PLACE is postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME; better as TWIN_LOG, arguments can be seen.
        Each option may also come as an environment variable: TWIN_URLS, TWIN_DATA, TWIN_CITY, …
        """;

    private static readonly string[] Names =
    [
        "urls", "data", "city", "log", "traffic", "test-drop", "web", "development-sign-in", "single-sign-on",
        "outbox",
    ];

    /// <exception cref="OptionException">An option is unknown, given twice or not readable.</exception>
    public static SiloOptions Read(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        var given = FromArguments(arguments);
        string? Value(string name) => given.GetValueOrDefault(name)
            ?? variable($"TWIN_{name.Replace('-', '_').ToUpperInvariant()}") switch { "" => null, var found => found };
        var city = Value("city") ?? "small";
        var log = Value("log") ?? "sqlite";
        var place = PlaceOf(log);
        var drops = Drops(Value("test-drop"));
        return new SiloOptions
        {
            Urls = Value("urls") ?? "http://127.0.0.1:5080",
            City = city,
            DataFolder = Path.GetFullPath(Value("data") ?? DefaultData(city)),
            Log = place is not null
                ? LogStore.Postgres
                : Word(log, "--log", ("sqlite", LogStore.Sqlite), ("memory", LogStore.Memory)),
            LogPlace = place,
            Traffic = Value("traffic") is { } traffic ? Word(traffic, "--traffic", ("on", true), ("off", false)) : null,
            DropFirst = drops.Contains("first"),
            DropLast = drops.Contains("last"),
            WebFolder = Value("web"),
            DevelopmentSignIn = Value("development-sign-in") is { } signIn
                ? Word(signIn, "--development-sign-in", ("on", true), ("off", false))
                : null,
            SingleSignOn = Value("single-sign-on"),
            Outbox = Value("outbox") is { } outbox ? Path.GetFullPath(outbox) : null,
        }.Checked();
    }

    private static PostgresPlace? PlaceOf(string log)
    {
        try
        {
            return PostgresPlace.IsPlace(log) ? PostgresPlace.Parse(log) : null;
        }
        catch (LogBrokenException odd)
        {
            throw new OptionException("Found a --log that cannot be. " + odd.Message);
        }
    }

    private static Dictionary<string, string> FromArguments(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < arguments.Count; at++)
        {
            var (option, value) = arguments[at].Split('=', 2) is [var left, var right]
                ? (left, right)
                : (arguments[at], null);
            var name = option.StartsWith("--", StringComparison.Ordinal) ? option[2..] : null;
            if (name is null || !Names.Contains(name))
            {
                throw new OptionException(
                    $"Found {arguments[at]}; expected one of {string.Join(", ", Names.Select(known => $"--{known}"))}. "
                    + $"Leave it out or correct it.\n{Usage}");
            }

            value ??= ++at < arguments.Count
                ? arguments[at]
                : throw new OptionException($"Found {option} without a value; expected one after it.\n{Usage}");
            if (!given.TryAdd(name, value))
            {
                throw new OptionException($"Found {option} twice; expected it once. Keep the one that counts.");
            }
        }

        return given;
    }

    private static string DefaultData(string city) => Path.Combine(
        SiloOptions.SolutionFolder ?? Environment.CurrentDirectory,
        "data",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(city)));

    private static string[] Drops(string? value)
    {
        var words = value?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.FirstOrDefault(word => word is not ("first" or "last")) is { } odd
            ? throw new OptionException($"Found {odd} in --test-drop; expected first, last or both with a comma.")
            : words;
    }

    private static T Word<T>(string value, string option, params ReadOnlySpan<(string Word, T Meaning)> words)
    {
        foreach (var (word, meaning) in words)
        {
            if (word == value)
            {
                return meaning;
            }
        }

        var known = new List<string>();
        foreach (var (word, _) in words)
        {
            known.Add(word);
        }

        var more = option == "--log" ? " or postgres://…" : "";
        throw new OptionException($"Found {option} {value}; expected {string.Join(" or ", known)}{more}.");
    }
}
