namespace Twin.Architecture.Tests;

/// <summary>The working tree that these tests read.</summary>
internal static class Repository
{
    private static readonly string[] MadeByTools =
        ["bin", "obj", "node_modules", "dist", "shots", ".git", "data", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Where the specification lies beside a developer's checkout; absent elsewhere.</summary>
    public static string Spec { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "design", "spec"));

    public static string[] ProductFolders { get; } = ["src", "silo", "client"];

    public static IEnumerable<string> ProductSources() => ProductFolders.SelectMany(folder => Files(folder, ".cs"));

    public static IEnumerable<string> ProductProjects() =>
        ProductFolders.SelectMany(folder => Files(folder, ".csproj"));

    public static IEnumerable<string> TestSources() => Files("tests", ".cs");

    public static IEnumerable<string> WebSources() => Files("web", ".ts", ".vue", ".mjs");

    public static IEnumerable<string> Files(string folder, params string[] endings)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? Walk(path).Where(file => endings.Any(file.EndsWith)).Order(StringComparer.Ordinal)
            : [];
    }

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(inner => !MadeByTools.Contains(Path.GetFileName(inner)))
                .SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Twin.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
