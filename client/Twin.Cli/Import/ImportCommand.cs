using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Twin.Cli.Terminal;
using Twin.Geo;
using Twin.Geo.Import;
using Twin.Geo.Reference;

namespace Twin.Cli.Import;

/// <summary><c>twin import</c>: a city's areas, grids, buildings, addresses into a folder for a server.</summary>
internal static class ImportCommand
{
    private const int FindingsShownMax = 20;

    private static readonly Option<string[]> Areas = new("--areas")
    {
        Description = "areas: codes as CSV, outlines as GeoJSON; may be given several times",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Buildings = File("--buildings", "footprints as GeoJSON");
    private static readonly Option<string?> Addresses = File("--addresses", "addresses as CSV");
    private static readonly Option<string?> Grids = new("--grids")
    {
        Description = "grids as GeoJSON, or drawn ones; squares:500m if not given",
        HelpName = "FILE|squares:500m|voronoi:N",
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "the folder to fill; a server opens it with --city",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string?> Name = new("--name") { Description = "name of the city" };
    private static readonly Option<string> Zone = new("--zone")
    {
        Description = "IANA zone of the city",
        DefaultValueFactory = _ => "Asia/Shanghai",
    };

    private static readonly Option<SourceDatum> Datum = new("--datum")
    {
        Description = "datum of the positions: wgs84 (and CGCS2000), gcj02 or bd09",
    };

    private static readonly Option<string?> Code = new("--code")
    {
        Description = "take only this official code and what lies below it",
    };

    private static readonly Option<string?> Cover = new("--cover")
    {
        Description = "draw squares over this box too, in degrees",
        HelpName = "W,S,E,N",
    };

    private static readonly Option<string?> Height = new("--height") { Description = "property with the metres" };
    private static readonly Option<string?> Storeys = new("--storeys") { Description = "property with the storeys" };
    private static readonly Option<string?> Report = File("--report", "also write every repaired and refused row here");

    private static readonly Option<bool> Apply = new("--apply")
    {
        Description = "write into a folder that has a city; without it only the difference is shown",
    };

    public static Command Build() => new Command("import", "Import a city; every row of every file is accounted for.")
    {
        Areas, Buildings, Addresses, Grids, Data, Name, Zone, Datum, Code, Cover, Height, Storeys, Report, Apply,
    }.As(Work);

    private static Option<string?> File(string name, string what) =>
        new(name) { Description = what, HelpName = "FILE" };

    private static async Task Work(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var request = new ImportRequest
        {
            Data = given.GetValue(Data)!,
            Areas = [.. given.GetValue(Areas) ?? []],
            Buildings = given.GetValue(Buildings),
            Addresses = given.GetValue(Addresses),
            Grids = given.GetValue(Grids),
            Cover = BoxOf(given.GetValue(Cover)),
            Datum = given.GetValue(Datum),
            Name = given.GetValue(Name),
            Zone = given.GetValue(Zone)!,
            Code = given.GetValue(Code),
            HeightProperty = given.GetValue(Height),
            StoreysProperty = given.GetValue(Storeys),
            OnlyLook = !given.GetValue(Apply) && ReferenceStore.Exists(given.GetValue(Data)!),
        };
        var watch = Stopwatch.StartNew();
        var report = await Screen.Follow("import", BytesOf(request), bar => Task.Run(
            () => ReferenceImport.Run(request, new ImportBar(bar), cancel), cancel));
        Tell(report, given.GetValue(Report));
        TellDifference(report, request.OnlyLook, outcome);
        Figures(report, outcome, watch.Elapsed.TotalSeconds);
    }

    private static Box? BoxOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var sides = text.Split(',').Select(side => double.TryParse(
            side, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN).ToArray();
        return sides is [>= -180 and <= 180, >= -90 and <= 90, >= -180 and <= 180, >= -90 and <= 90]
            && sides[0] < sides[2] && sides[1] < sides[3]
                ? new Box(sides[0], sides[1], sides[2], sides[3])
                : throw new InputException(
                    $"Found the box '{text}'; expected west,south,east,north in degrees, as 120.1,29.6,120.4,29.9. "
                    + "Change --cover.");
    }

    private static double BytesOf(ImportRequest request) => request.Areas
        .Append(request.Buildings).Append(request.Addresses).Append(request.Grids)
        .Where(System.IO.File.Exists).Sum(file => new FileInfo(file!).Length);

    private static void Tell(ImportReport report, string? file)
    {
        foreach (var source in report.Sources)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Set} {source.Source}: {source.Rows} rows, {source.Imported} imported, "
                + $"{source.Repaired} repaired, {source.Refused} refused"));
        }

        foreach (var finding in report.Findings.Take(FindingsShownMax))
        {
            Console.WriteLine($"  {finding}");
        }

        if (report.Findings.Length > FindingsShownMax)
        {
            var more = report.Findings.Length - FindingsShownMax;
            Console.WriteLine($"  … and {more} more; --report FILE holds all of them.");
        }

        if (file is not null)
        {
            System.IO.File.WriteAllLines(file, report.Findings.Select(finding => finding.ToString()));
        }
    }

    private static void TellDifference(ImportReport report, bool onlyLook, Outcome outcome)
    {
        if (report.Difference is not { } difference)
        {
            return;
        }

        foreach (var (word, ids) in new[]
        {
            ("added", difference.Added), ("recoded", difference.Recoded), ("moved", difference.Moved),
            ("redrawn", difference.Redrawn), ("closed", difference.Closed),
        })
        {
            outcome.Add(word, ids.Length);
            foreach (var id in ids.Take(FindingsShownMax))
            {
                Console.WriteLine($"  {word} {id}");
            }
        }

        outcome.Add("applied", onlyLook && report.Changed ? "no" : "yes");
        if (onlyLook && report.Changed)
        {
            Console.WriteLine("  Nothing is written yet; give --apply to write it.");
        }
    }

    private static void Figures(ImportReport report, Outcome outcome, double seconds)
    {
        var figures = report.Figures;
        outcome.Add("rows", report.Rows).Add("imported", report.Imported).Add("repaired", report.Repaired)
            .Add("refused", report.Refused).Add("areas", figures.Areas);
        foreach (var (level, count) in figures.ByLevel)
        {
            outcome.Add($"level{level}", count);
        }

        outcome.Add("grids", figures.Grids)
            .Add("buildings", figures.Buildings).Add("addresses", figures.Addresses)
            .Add("heightUnknown", figures.HeightUnknown).Add("changed", report.Changed ? "yes" : "no")
            .Add("seconds", seconds).Add("hash", report.Manifest.Hash)
            .AddToFile("sources", JsonSerializer.SerializeToNode(report.Sources)!)
            .AddToFile("findings", JsonSerializer.SerializeToNode(report.Findings)!)
            .MustBe("rows accounted for", report.Rows, report.Imported + report.Repaired + report.Refused);
    }

    /// <summary>One bar over all files, by their bytes on disk.</summary>
    private sealed class ImportBar(IBar bar) : IProgress<ImportProgress>
    {
        private readonly Dictionary<(string, long), long> _done = [];

        public void Report(ImportProgress value)
        {
            _done[(value.Set, value.OfBytes)] = value.Bytes;
            bar.Move(_done.Values.Sum(), string.Create(CultureInfo.InvariantCulture, $"{value.Set} {value.Rows}"));
        }
    }
}
