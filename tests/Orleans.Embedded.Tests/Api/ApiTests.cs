using System.Text.RegularExpressions;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Tests.Api;

/// <summary>What grains can see is what Orleans has, member by member, so the same sources compile on both.</summary>
public sealed class ApiTests
{
    /// <summary>The rows of the engine contract's table of members.</summary>
    private const int Rows = 42;

    private static readonly string[] Kept = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "api.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToArray();

    [Fact]
    public void The_members_that_grains_see_are_those_of_the_table()
    {
        var offered = PublicApi.Types(typeof(Grain).Assembly, typeof(EmbeddedOrleansOptions).Namespace!)
            .SelectMany(PublicApi.Lines);

        Assert.Equal(
            string.Join('\n', Kept.Select(line => line[(line.IndexOf('|') + 2)..]).Order(StringComparer.Ordinal)),
            string.Join('\n', offered.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_row_of_the_table_has_a_member()
    {
        var rows = Kept.Select(line => int.Parse(line[..line.IndexOf('|')].Trim(), null)).Distinct().Order();

        Assert.Equal(Enumerable.Range(1, Rows), rows);
    }

    [Fact]
    public void Wiring_is_in_one_namespace()
    {
        var others = typeof(Grain).Assembly.GetExportedTypes()
            .Select(type => type.Namespace!)
            .Where(name => !Regex.IsMatch(name, "^Orleans(\\.(Runtime|Concurrency|Streams|Streams\\.Core))?$"))
            .Distinct();

        Assert.Equal([typeof(EmbeddedOrleansOptions).Namespace!], others);
    }

    [Fact]
    public void Every_type_is_named_in_the_design()
    {
        if (FindDesign() is not { } design)
        {
            Assert.Skip("The design document is not on this machine.");
            return;
        }

        var text = File.ReadAllText(design);
        var unnamed = PublicApi.Types(typeof(Grain).Assembly, typeof(EmbeddedOrleansOptions).Namespace!)
            .Select(type => Regex.Replace(type.Name, "(Attribute|`.*)$", ""))
            .Where(name => !Regex.IsMatch(text, $"\\b{name}\\b"));

        Assert.Empty(unnamed);
    }

    private static string? FindDesign()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Twin.sln")))
        {
            folder = folder.Parent;
        }

        var beside = Path.Combine(folder?.FullName ?? ".", "..", "shared", "design", "engine-api.md");
        return File.Exists(beside) ? beside : null;
    }
}
