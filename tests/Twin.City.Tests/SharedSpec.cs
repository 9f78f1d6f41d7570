namespace Twin.City.Tests;

/// <summary>The specification beside the repository; tests that need it skip where it is not.</summary>
internal static class SharedSpec
{
    /// <summary>The text of one specification table.</summary>
    public static string Text(string name)
    {
        var path = Path.Combine(Root(), "..", "shared", "design", "spec", name + ".csv");
        if (!File.Exists(path)) Assert.Skip($"The specification table {name}.csv is not beside the repository.");
        return File.ReadAllText(path);
    }

    /// <summary>A file of the real records.</summary>
    public static string Data(string name)
    {
        var path = Path.Combine(Root(), "..", "shared", "data", name);
        if (!File.Exists(path)) Assert.Skip($"The real records {name} are not beside the repository.");
        return path;
    }

    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Twin.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new InvalidOperationException("Found no Twin.sln above the tests; run them in the tree.");
        }
        return folder;
    }
}
