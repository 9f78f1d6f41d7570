using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Twin.Architecture.Tests.Names;

/// <summary>Every name of the product that a privacy rule could hit, read from its sources.</summary>
internal static partial class NamesOfTheTree
{
    public static IEnumerable<Name> All() =>
        CSharp().Concat(Web()).Concat(NuGetPackages()).Concat(NpmPackages()).Concat(ClassCodes());

    public static IEnumerable<Name> InSource(string source, string where)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        foreach (var node in root.DescendantNodes())
        {
            foreach (var name in Declared(node, where)) yield return name;
        }
    }

    private static IEnumerable<Name> CSharp() =>
        Repository.ProductSources().SelectMany(path => InSource(File.ReadAllText(path), Repository.Relative(path)));

    private static IEnumerable<Name> Declared(SyntaxNode node, string where) => node switch
    {
        BaseTypeDeclarationSyntax type when type.Identifier.ValueText.EndsWith("Options", StringComparison.Ordinal) =>
            [new(type.Identifier.ValueText, "type", where),
             .. type.DescendantNodes().OfType<PropertyDeclarationSyntax>()
                 .Select(option => new Name(option.Identifier.ValueText, "config", where))],
        BaseTypeDeclarationSyntax type => [new(type.Identifier.ValueText, "type", where)],
        PropertyDeclarationSyntax property => [new(property.Identifier.ValueText, "field", where)],
        EnumMemberDeclarationSyntax member => [new(member.Identifier.ValueText, "field", where)],
        ParameterSyntax parameter => [new(parameter.Identifier.ValueText, "field", where)],
        VariableDeclaratorSyntax variable => [new(variable.Identifier.ValueText, "field", where)],
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) =>
            FromText(literal.Token.ValueText, where),
        _ => [],
    };

    // A literal is a route when it begins with a slash, an option with two dashes, a stream with noun/ or noun:.
    private static IEnumerable<Name> FromText(string text, string where)
    {
        if (text.Contains(' ')) return [];
        if (text.StartsWith("--", StringComparison.Ordinal)) return [new(text[2..], "config", where)];
        if (text.StartsWith('/'))
        {
            return text.Split('/', '{', '}', ':', '?', '&', '=').Where(part => part.Length > 0)
                .Select(part => new Name(part, "route", where));
        }

        return StreamName().IsMatch(text) ? [new(text.TrimEnd(':', '/'), "stream", where)] : [];
    }

    private static IEnumerable<Name> Web() =>
        from path in Repository.WebSources()
        where Repository.Relative(path).StartsWith("web/src/", StringComparison.Ordinal)
        from Match declared in WebName().Matches(File.ReadAllText(path))
        let place = declared.Groups["type"].Success ? "type" : "field"
        select new Name(declared.Groups["name"].Value, place, Repository.Relative(path));

    private static IEnumerable<Name> NuGetPackages() =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => (string)package.Attribute("Include")!)
            .Select(package => new Name(package, "package:nuget", "Directory.Packages.props"));

    private static IEnumerable<Name> NpmPackages()
    {
        var path = Path.Combine(Repository.Root, "web/package-lock.json");
        if (!File.Exists(path)) return [];
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return [.. json.RootElement.GetProperty("packages").EnumerateObject()
            .Select(package => package.Name.Split("node_modules/")[^1])
            .Where(name => name.Length > 0)
            .Select(name => new Name(name, "package:npm", "web/package-lock.json"))];
    }

    private static IEnumerable<Name> ClassCodes() =>
        Csv.Rows(Repository.Read("src/Twin.City/Tables/classes.csv"))
            .Select(row => new Name(row["code"], "class", "src/Twin.City/Tables/classes.csv"));

    [GeneratedRegex("^[a-z][a-z-]+[/:][A-Za-z]*$")]
    private static partial Regex StreamName();

    [GeneratedRegex(
        @"(?<type>\b(?:interface|class|type|enum)\s+)(?<name>[A-Za-z_]\w*)"
        + @"|\b(?:const|let|function)\s+(?<name>[A-Za-z_]\w*)"
        + @"|^\s*(?:readonly\s+)?(?<name>[A-Za-z_]\w*)\??:\s",
        RegexOptions.Multiline)]
    private static partial Regex WebName();
}
