using System.Text.RegularExpressions;

namespace Twin.Architecture.Tests;

/// <summary>What the README promises exists.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void Two_commands_do_all()
    {
        Assert.Contains("dotnet run --project silo/Twin.Silo -c Release", Readme, StringComparison.Ordinal);
        Assert.Contains("bash tests/run", Readme, StringComparison.Ordinal);
        Assert.Contains("bash tests/run", Repository.Read(".ci/run"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_read_in_a_minute() => Assert.InRange(Readme.Split('\n').Length, 40, 110);

    [Fact]
    public void Every_command_names_what_is_there()
    {
        var missing =
            from Match block in CodeBlock().Matches(Readme)
            from word in block.Groups[1].Value.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            where TreePath().IsMatch(word) && !Exists(word)
            select word;

        Faults.None(missing);
    }

    [Fact]
    public void Every_link_of_the_documents_leads_somewhere()
    {
        var missing =
            from path in Repository.Files("docs", ".md").Append(Path.Combine(Repository.Root, "README.md"))
            from Match link in Link().Matches(File.ReadAllText(path))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target))
            select $"{Repository.Relative(path)} → {target}";

        Faults.None(missing);
    }

    private static bool Exists(string relative) => Path.Exists(Path.Combine(Repository.Root, relative));

    [GeneratedRegex("```[a-z]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^(src|silo|client|web|tests|deploy|docs)/[A-Za-z0-9_./-]+$")]
    private static partial Regex TreePath();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
