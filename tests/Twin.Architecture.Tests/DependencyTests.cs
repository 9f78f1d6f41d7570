using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Twin.Architecture.Tests;

/// <summary>The dependency picture in docs/ARCHITECTURE.md, kept true.</summary>
public class DependencyTests
{
    // Who may lean on whom. A product project that is not listed may lean on nothing of ours.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Twin.City"] = ["Twin.Geo"],
        ["Twin.Grains"] =
            ["Twin.City", "Twin.Geo", "Twin.EventLog", "Orleans.Embedded", "Orleans.Embedded.Generator"],
        ["Twin.Scenarios"] = ["Twin.Contracts", "Twin.Geo"],
        ["Twin.Silo"] =
        [
            "Twin.Grains", "Twin.City", "Twin.Geo", "Twin.EventLog", "Orleans.Embedded", "Twin.Contracts",
            "Twin.Scenarios",
        ],
        ["Twin.Client"] = ["Twin.Contracts"],
        ["Twin.Cli"] =
            ["Twin.Client", "Twin.Contracts", "Twin.Geo", "Twin.City", "Twin.EventLog", "Twin.Scenarios"],
    };

    public static TheoryData<string> Projects =>
        [.. Repository.ProductProjects().Select(Repository.Relative)];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_leans_only_on_what_the_picture_allows(string project)
    {
        var allowed = Allowed.GetValueOrDefault(Path.GetFileNameWithoutExtension(project), []);
        var used = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Empty(used.Except(allowed));
    }

    [Fact]
    public void Only_Geo_knows_the_geometry_library()
    {
        var users = Repository.ProductProjects()
            .Where(path => References(Repository.Relative(path), "PackageReference")
                .Any(name => name.StartsWith("NetTopologySuite", StringComparison.Ordinal)))
            .Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(["Twin.Geo"], users);
    }

    [Theory]
    [InlineData("src/Twin.City")]
    [InlineData("src/Twin.Contracts")]
    public void The_pure_projects_use_no_package(string folder)
    {
        var packages = Repository.Files(folder, ".csproj")
            .SelectMany(path => References(Repository.Relative(path), "PackageReference"));

        Faults.None(packages);
    }

    [Fact]
    public void The_engine_knows_no_city_word()
    {
        string[] cityWords = ["Twin.", "CaseGrain", "GridGrain", "Household", "KeySite", "HomeId", "CaseId"];
        var faults =
            from folder in (string[])["src/Orleans.Embedded", "src/Orleans.Embedded.Generator"]
            from path in Repository.Files(folder, ".cs")
            let text = File.ReadAllText(path)
            from word in cityWords
            where text.Contains(word, StringComparison.Ordinal)
            select $"{Repository.Relative(path)}: {word}";

        Faults.None(faults);
    }

    [Fact]
    public void Grains_are_the_same_sources_for_both_engines()
    {
        var faults = Repository.Files("src/Twin.Grains", ".cs")
            .SelectMany(path => EngineTraces(Repository.Relative(path), File.ReadAllText(path)));

        Faults.None(faults);
    }

    [Theory]
    [InlineData("X.cs", "#if DEBUG")]
    [InlineData("X.cs", "  # if ORLEANS")]
    [InlineData("X.cs", "using Orleans.Embedded.Hosting;")]
    [InlineData("X.Orleans.cs", "")]
    public void A_source_for_one_engine_is_found(string file, string text) =>
        Assert.NotEmpty(EngineTraces(file, text));

    private static IEnumerable<string> EngineTraces(string file, string text)
    {
        if (Regex.IsMatch(text, @"^\s*#\s*(if|elif|else)\b", RegexOptions.Multiline)) yield return $"{file}: #if";
        if (text.Contains("Embedded", StringComparison.Ordinal)) yield return $"{file}: names an engine";
        if (Regex.IsMatch(file, @"\.(Orleans|Embedded)\.cs$")) yield return $"{file}: is for one engine";
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, project)).Descendants(kind)
            .Select(reference => ((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'));
}
