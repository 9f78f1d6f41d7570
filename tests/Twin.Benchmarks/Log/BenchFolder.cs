using System.CommandLine;

namespace Twin.Benchmarks.Log;

/// <summary>A folder on the disk to measure: the one named, or the system's temporary one.</summary>
internal sealed class BenchFolder : IDisposable
{
    public static readonly Option<string?> Named = new("--folder") { Description = "a folder on the disk to measure" };

    public BenchFolder(string? named) => Path = named is not null
        ? Directory.CreateDirectory(System.IO.Path.Combine(named, "bench-log")).FullName
        : Directory.CreateTempSubdirectory("bench-log-").FullName;

    public string Path { get; }

    /// <summary>The name of a file that is not there, nor anything beside it.</summary>
    public string New(string name)
    {
        foreach (var left in Directory.GetFiles(Path, name + "*"))
        {
            File.Delete(left);
        }

        return System.IO.Path.Combine(Path, name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
