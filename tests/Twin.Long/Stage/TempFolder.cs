namespace Twin.Long.Stage;

/// <summary>A folder that goes when the suite ends, unless it failed and is wanted for a look.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string? _kept;

    /// <param name="kept">A folder to use and keep; null = one of our own.</param>
    public TempFolder(string? kept = null)
    {
        _kept = kept;
        Path = kept is null
            ? Directory.CreateTempSubdirectory("twin-long-").FullName
            : Directory.CreateDirectory(System.IO.Path.GetFullPath(kept)).FullName;
    }

    public string Path { get; }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (_kept is null)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
