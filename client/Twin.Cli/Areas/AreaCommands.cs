using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Twin.Cli.Terminal;
using Twin.Contracts;

namespace Twin.Cli.Areas;

/// <summary><c>twin area</c>: changes the map of areas and grids, and shows first what would move.</summary>
/// <remarks>Without <c>--apply</c> nothing is stored; with it the change is made exactly as it was shown.</remarks>
internal static class AreaCommands
{
    private static readonly Option<string> Url = ServerOption.Build();
    private static readonly Option<bool> Apply = new("--apply") { Description = "make the change, as shown" };
    private static readonly Option<string?> Name = new("--name") { Description = "name of the area" };
    private static readonly Option<string?> Code = new("--code") { Description = "official code" };
    private static readonly Option<string?> Parent = new("--parent") { Description = "id of the area above" };
    private static readonly Option<string?> Level = new("--level")
    {
        Description = "District, Street, Community or Grid",
    };

    private static readonly Option<string?> Outline = new("--outline")
    {
        Description = "GeoJSON with the outline, WGS 84: a geometry or a feature",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Line = new("--line")
    {
        Description = "cut from one place to another; the first part lies left of it",
        HelpName = "LNG,LAT,LNG,LAT",
    };

    private static readonly Option<string[]> Part = new("--part")
    {
        Description = "a part: name, or name=child,child for an area; give it for each part",
        HelpName = "NAME[=ID,ID]",
    };

    private static readonly Option<string[]> With = new("--with") { Description = "merge with these", HelpName = "ID" };
    private static readonly Argument<string> Area = new("area") { Description = "id of the area or grid" };

    public static Command Build() => new("area", "Change the map of areas and grids; shows first what would move.")
    {
        Of("draw", "Draw a new area or grid under this one.", Name, Code, Level, Outline),
        Of("redraw", "Give it another outline.", Outline),
        Of("recode", "Give it another official code or name.", Name, Code),
        Of("move", "Put it under another area.", Parent),
        Of("split", "Split it; open cases, households and posts go to the parts.", Part, Line),
        Of("merge", "Merge it with others into a new one.", With, Name, Code, Parent),
        Of("close", "End it; what it has falls to the area above."),
        AreaPast.History(),
        AreaPast.Cases(),
    };

    private static Command Of(string command, string what, params Option[] options)
    {
        var built = new Command(command, what) { Area, Url, Apply };
        foreach (var option in options)
        {
            built.Add(option);
        }

        return built.As((given, outcome, cancel) => Run(command, given, outcome, cancel));
    }

    private static async Task Run(string command, ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        string? Word(Option<string?> option) => given.CommandResult.Command.Options.Contains(option)
            ? given.GetValue(option)
            : null;
        string[]? Words(Option<string[]> option) => given.CommandResult.Command.Options.Contains(option)
            ? given.GetValue(option)
            : null;
        var request = new AreaCommandRequest(
            Name: Word(Name), Code: Word(Code), Parent: Word(Parent), Level: Word(Level),
            Outline: Word(Outline) is { } file ? Read(file) : null, Line: Word(Line) is { } line ? Cut(line) : null,
            Areas: Words(With), Parts: Words(Part)?.Select(PartOf).ToArray());
        using var city = ServerOption.Open(given.GetValue(Url)!);
        await city.SignIn(DemoAccounts.Planner, cancel);
        var area = given.GetValue(Area)!;
        var shown = await city.ChangeArea(area, command, request, preview: true, cancel);
        Tell(shown);
        var done = given.GetValue(Apply)
            ? await city.ChangeArea(area, command, request with { Preview = shown.Hash }, preview: false, cancel)
            : null;
        outcome.Add("changes", shown.Changes.Length).Add("cases", done?.Cases ?? shown.Cases)
            .Add("casesLeft", done?.CasesLeft ?? 0).Add("households", shown.Moves.Sum(move => (long)move.Households))
            .Add("posts", shown.Moves.Sum(move => (long)move.Posts.Length))
            .Add("position", (done ?? shown).Position).Add("preview", shown.Hash ?? "none")
            .Add("applied", done is null ? "no" : "yes");
    }

    private static void Tell(AreaChangeView shown)
    {
        foreach (var change in shown.Changes)
        {
            Console.WriteLine($"{change.Kind}: {string.Join(" → ", change.Areas)} {string.Join(' ', change.Posts)}");
        }

        foreach (var move in shown.Moves)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{move.From} → {move.To}: {move.Cases} open cases, {move.Households} households, "
                + $"{move.Posts.Length} posts"));
        }
    }

    private static AreaPartRequest PartOf(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new AreaPartRequest(text)
            : new AreaPartRequest(text[..equals], Children: text[(equals + 1)..].Split(','));
    }

    private static double[][] Cut(string text)
    {
        var degrees = text.Split(',').Select(side => double.TryParse(
            side, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return degrees.Length == 4 && degrees.All(double.IsFinite)
            ? [degrees[..2], degrees[2..]]
            : throw new InputException(
                $"Found the line '{text}'; expected four numbers, as 120.1,29.6,120.1,29.7. Change --line.");
    }

    private static double[][][][] Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var geometry = json.RootElement.TryGetProperty("geometry", out var inner) ? inner : json.RootElement;
        var kind = geometry.TryGetProperty("type", out var type) ? type.GetString() : null;
        return kind switch
        {
            "Polygon" => [Polygon(geometry.GetProperty("coordinates"))],
            "MultiPolygon" => [.. geometry.GetProperty("coordinates").EnumerateArray().Select(Polygon)],
            _ => throw new InputException(
                $"Found '{kind}' in {file}; expected a Polygon or MultiPolygon, or a feature of one. "
                + "Change --outline."),
        };
    }

    private static double[][][] Polygon(JsonElement rings) =>
        [.. rings.EnumerateArray().Select(ring => ring.EnumerateArray().Select(place =>
            place.EnumerateArray().Take(2).Select(number => number.GetDouble()).ToArray()).ToArray())];
}
