using System.CommandLine;
using System.Globalization;
using Twin.Cli.Replay.Rows;
using Twin.Cli.Replay.Sending;
using Twin.Cli.Replay.Sources;
using Twin.Cli.Terminal;
using Twin.City.Tables;

namespace Twin.Cli.Replay;

/// <summary><c>twin replay</c>: a city's own records, row by row, through the public door.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> Source = new("FILE") { Description = "CSV, plain or gzip" };
    private static readonly Option<string> Url = ServerOption.Build();
    private static readonly Option<string> Speed = new("--speed")
    {
        Description = "seconds of the source in one second, or max",
        DefaultValueFactory = _ => "max",
    };

    private static readonly Option<string> Map = new("--map")
    {
        Description = "what the columns mean: a YAML file, or a name that the tool brings",
        Required = true,
        HelpName = "MAPPING.yaml",
    };

    private static readonly Option<bool> CheckOnly = new("--check-only")
    {
        Description = "account for the rows of the file and send nothing",
    };

    private static readonly Option<int> Lines = new("--lines")
    {
        Description = "lines of one post",
        DefaultValueFactory = _ => 250,
    };

    private static readonly Option<int> Posts = new("--posts")
    {
        Description = "posts on the way at once",
        DefaultValueFactory = _ => 8,
    };

    private static readonly Option<double?> RatioMin = new("--ratio-min")
    {
        Description = "fail when facts/s are less than this part of the raw batched append",
    };

    public static Command Build() => new Command("replay", "Replay a city's records; every row is accounted for.")
    {
        Source, Map, Speed, Url, CheckOnly, Lines, Posts, RatioMin,
    }.As(Replay);

    private static async Task Replay(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var speed = SpeedOf(given.GetValue(Speed)!);
        var bounds = new SendingBounds(given.GetValue(Lines), given.GetValue(Posts));
        if (bounds.LinesPerPost is < CaseLife.ClosingSteps or > 1000 || bounds.PostsAtOnce is < 1 or > 32)
        {
            throw new InputException($"Found --lines {bounds.LinesPerPost} --posts {bounds.PostsAtOnce}; "
                + $"expected {CaseLife.ClosingSteps} … 1000 and 1 … 32.");
        }

        var map = SourceMapFile.Open(given.GetValue(Map)!);
        CheckWords(map);
        var account = new RowAccount();
        var rows = ReadRows(given.GetValue(Source)!, map, account);
        account.Print(Console.Out);
        account.Tell(outcome);
        if (rows.Count == 0)
        {
            outcome.Fault("Found no row that can be sent; expected at least one. Does the mapping fit the file?");
        }
        else if (!given.GetValue(CheckOnly) && outcome.ExitCode == 0)
        {
            using var city = ServerOption.Open(given.GetValue(Url)!);
            var run = new ReplayRun(city, map, bounds, speed, TimeProvider.System);
            await run.Send(rows, account, outcome, cancel);
            if (given.GetValue(RatioMin) is { } least)
            {
                run.CheckRatio(least, outcome);
            }
        }
    }

    private static List<ReplayRow> ReadRows(string file, SourceMap map, RowAccount account)
    {
        using var csv = CsvRows.Open(file);
        var reader = new RowReader(map, csv.Header, account);
        return [.. csv.Read().Select(reader.Read).OfType<ReplayRow>()];
    }

    /// <summary>A wrong word would be refused 58,000 times; better once and now.</summary>
    internal static void CheckWords(SourceMap map)
    {
        foreach (var code in map.Class.Words().Where(code => !CaseLife.Knows(code)))
        {
            throw new InputException(
                $"The mapping names class '{code}'; expected a code of classes.csv such as "
                + $"{CityTables.Classes[0].Code}.");
        }

        foreach (var word in map.Source.Words().Where(word => !Enum.TryParse<City.Cases.CaseSource>(word, out _)))
        {
            throw new InputException($"The mapping names source '{word}'; expected one of "
                + $"{string.Join(", ", Enum.GetNames<City.Cases.CaseSource>())}.");
        }
    }

    private static double? SpeedOf(string text) =>
        text == "max" ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            && speed > 0 && double.IsFinite(speed) ? speed
        : throw new InputException($"Found --speed {text}; expected max, or a number above 0 such as 3600.");
}
