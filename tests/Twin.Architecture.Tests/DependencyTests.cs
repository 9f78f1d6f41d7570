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

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, project)).Descendants(kind)
            .Select(reference => ((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'));
}
