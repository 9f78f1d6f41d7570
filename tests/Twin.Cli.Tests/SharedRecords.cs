namespace Twin.Cli.Tests;

/// <summary>Real records that lie beside the repository where they may be had.</summary>
internal static class SharedRecords
{
    /// <summary>The file, or a skipped test that says what is missing.</summary>
    public static string Find(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Twin.sln")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.FullName ?? ".", "../shared/data", file);
        if (!File.Exists(path))
        {
            Assert.Skip($"The real records are not here: ../shared/data/{file}");
        }

        return path;
    }
}
