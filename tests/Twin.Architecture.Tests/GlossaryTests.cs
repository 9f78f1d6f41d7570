using System.Text.RegularExpressions;
using Twin.Architecture.Tests.Names;

namespace Twin.Architecture.Tests;

/// <summary>One noun, one word: the glossary decides.</summary>
public partial class GlossaryTests
{
    private static readonly string[] SuffixesNotUsed =
        ["Manager", "Helper", "Util", "Utils", "Common", "Base", "Impl", "Info", "Data", "Processor", "Service"];

    // Folders that name a way of working, not a noun of the city.
    private static readonly HashSet<string> NotNouns = ["Tables", "Json", "Properties", "Words", "Rules", "Watching"];

    private static readonly string Glossary = Repository.Read("docs/GLOSSARY.md");

    [Fact]
    public void No_type_name_ends_in_a_word_that_says_nothing()
    {
        var faults = Types().Where(type => SuffixesNotUsed.Any(suffix => EndsInWord(type.Text, suffix)))
            .Select(type => $"{type.Where}: {type.Text}");

        Faults.None(faults);
    }

    [Fact]
    public void A_type_that_says_nothing_is_found() => Assert.True(EndsInWord("CaseManager", "Manager"));

    [Theory]
    [InlineData("src/Twin.City")]
    [InlineData("src/Twin.Grains")]
    public void Every_folder_is_a_noun_of_the_glossary(string project)
    {
        var faults = Directory.EnumerateDirectories(Path.Combine(Repository.Root, project))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(folder => folder is not ("bin" or "obj") && !NotNouns.Contains(folder) && !IsNoun(folder));

        Faults.None(faults);
    }

    [Fact]
    public void Status_is_not_a_word_of_the_city()
    {
        // HTTP owns the word: the line of a batch carries an HTTP status.
        var faults = Repository.Files("src/Twin.City", ".cs").Concat(Repository.Files("src/Twin.Grains", ".cs"))
            .SelectMany(path => NamesOfTheTree.InSource(File.ReadAllText(path), Repository.Relative(path)))
            .Where(name => ForbiddenNames.Words(name.Text).Split('_').Contains("status"))
            .Select(name => $"{name.Where}: {name.Text}");

        Faults.None(faults);
    }

    private static IEnumerable<Name> Types() =>
        Repository.ProductSources()
            .Where(path => !Repository.Relative(path).StartsWith("src/Orleans.Embedded", StringComparison.Ordinal))
            .SelectMany(path => NamesOfTheTree.InSource(File.ReadAllText(path), Repository.Relative(path)))
            .Where(name => name.Place == "type");

    private static bool EndsInWord(string name, string suffix) =>
        ForbiddenNames.Words(name).Split('_')[^1] == ForbiddenNames.Words(suffix);

    private static bool IsNoun(string folder)
    {
        var singular = folder.EndsWith("ies", StringComparison.Ordinal) ? folder[..^3] + "y" : folder.TrimEnd('s');
        return CodeWord().Matches(Glossary).Any(word => word.Groups[1].Value is var noun
            && (noun == singular || noun == folder));
    }

    [GeneratedRegex("`([A-Za-z]+)[^`]*`")]
    private static partial Regex CodeWord();
}
