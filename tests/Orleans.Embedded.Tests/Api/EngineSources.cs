using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orleans.Embedded.Tests.Api;

/// <summary>The engine's sources, compiled once more with something in them that should not be.</summary>
internal static class EngineSources
{
    private const string ImplicitUsings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>What another generator writes the body of.</summary>
    private static readonly Regex LogMethod = new(@"static partial void (\w+)\(([^;]*)\);");

    /// <param name="before">Where in the file: the text that the new one is put in front of.</param>
    public static Assembly With(string file, string before, string text)
    {
        var folder = Path.Combine(Root(), "src", "Orleans.Embedded");
        var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .Where(one => one.Name.Split('/')[0] is not ("obj" or "bin"))
            .Select(one => one.Name == file ? Seeded(one.Text, before, text) : one.Text)
            .Append(ImplicitUsings)
            .Select(source => LogMethod.Replace(source, "static void $1($2) { }"))
            .Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest)));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Orleans.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compiled = CSharpCompilation.Create(
            "Orleans.Embedded", trees, references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compiled.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        return new AssemblyLoadContext("seeded").LoadFromStream(image);
    }

    private static string Seeded(string source, string before, string text)
    {
        Assert.Contains(before, source, StringComparison.Ordinal);
        return source.Insert(source.IndexOf(before, StringComparison.Ordinal), $"{text}\n");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Twin.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The folder of the sources was not found.");
        }

        return folder.FullName;
    }
}
