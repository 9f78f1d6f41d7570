using System.Reflection;
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
        Assert.Equal(string.Join('\n', Promised()), string.Join('\n', OfferedBy(typeof(Grain).Assembly)));
    }

    [Theory]
    [InlineData("Grains/Grain.cs", "    protected Grain() =>", "void DelayDeactivation(TimeSpan span)")]
    [InlineData("Grains/IGrainFactory.cs", "    TGrainInterface GetGrain<T", "void Forget(string key)")]
    [InlineData("Timers/IGrainTimer.cs", "    void Change(", "void Pause()")]
    public void A_member_that_the_table_lacks_is_found(string file, string before, string member)
    {
        var more = OfferedBy(EngineSources.With(file, before, $"public {member} {{ }}")).Except(Promised());

        Assert.EndsWith(member, Assert.Single(more), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_the_table_lacks_is_found()
    {
        var more = OfferedBy(EngineSources.With(
            "Grains/IGrain.cs", "public interface IGrain ", "public interface IGrainObserver : IAddressable;"));

        Assert.Equal(["Orleans.IGrainObserver | interface : IAddressable"], more.Except(Promised()));
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
    public void Every_member_is_named_in_the_table_of_the_design()
    {
        if (FindDesign() is not { } design)
        {
            Assert.Skip("The design document is not on this machine.");
            return;
        }

        var table = string.Join('\n', File.ReadLines(design).Where(line => Regex.IsMatch(line, @"^\|\s*\d+\s*\|")));
        var unnamed = Kept.Select(line => line.Split(" | ")[2])
            .Where(member => !Regex.IsMatch(member, @"interface|class|struct|enum|\bctor\("))
            .Where(member => !Regex.IsMatch(member, @"\b(op_\w+|Equals|GetHashCode|ToString)\("))
            .Select(member => Regex.Match(member, @"(\w+)(<[^(]*>)?( \{| =|\()").Groups[1].Value)
            .Where(name => !Regex.IsMatch(table, $"\\b{name}\\b"));

        Assert.Empty(unnamed);
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

    private static IEnumerable<string> Promised() =>
        Kept.Select(line => line[(line.IndexOf('|') + 2)..]).Order(StringComparer.Ordinal);

    private static IEnumerable<string> OfferedBy(Assembly engine) =>
        PublicApi.Types(engine, typeof(EmbeddedOrleansOptions).Namespace!)
            .SelectMany(PublicApi.Lines).Order(StringComparer.Ordinal);

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
