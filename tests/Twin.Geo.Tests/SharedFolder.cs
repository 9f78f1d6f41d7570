namespace Twin.Geo.Tests;

/// <summary>Real data beside the checkout; tests that need it skip with a plain line where it is absent.</summary>
internal static class SharedFolder
{
    public static string Need(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Twin.sln")))
        {
            root = root.Parent;
        }

        var file = root is null ? path : Path.GetFullPath(Path.Combine(root.FullName, "..", "shared", "data", path));
        Assert.SkipUnless(File.Exists(file), $"The shared data file {path} is not here.");
        return file;
    }
}
