namespace Twin.Long.Stage;

/// <summary>Where the built programs and the shared records lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Silo => Built("silo/Twin.Silo", "Twin.Silo.dll");

    public static string Twin => Built("client/Twin.Cli", "twin.dll");

    /// <summary>These suites, as a configuration has built them.</summary>
    public static string SuitesIn(string configuration) =>
        Built("tests/Twin.Long", "Twin.Long.dll", configuration);

    /// <summary>The configuration that runs now.</summary>
    public static string Configuration =>
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>A file or folder of the real records; a sentence when it is not there.</summary>
    public static string Shared(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Root, "../shared/data", path));
        return File.Exists(full) || Directory.Exists(full)
            ? full
            : throw new Cli.Terminal.InputException(
                $"Found no ../shared/data/{path}; expected the real records beside the repository. Put them there.");
    }

    private static string Built(string project, string program) => Built(project, program, Configuration);

    private static string Built(string project, string program, string configuration)
    {
        var path = Path.Combine(Root, project, "bin", configuration, "net10.0", program);
        return File.Exists(path)
            ? path
            : throw new Cli.Terminal.InputException($"Found no {path}; expected it built. Run tests/long/run.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Twin.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Found no Twin.sln above this program.");
    }
}
