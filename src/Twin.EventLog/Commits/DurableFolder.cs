using System.Runtime.InteropServices;

namespace Twin.EventLog.Commits;

/// <summary>Makes the name of a new file durable, not only its content.</summary>
internal static class DurableFolder
{
    /// <summary>Syncs the folder that holds this file; Windows needs no such step.</summary>
    public static void Sync(string file)
    {
        if (OperatingSystem.IsWindows() || Path.GetDirectoryName(Path.GetFullPath(file)) is not { } folder)
        {
            return;
        }

        var handle = open(folder, 0);
        if (handle < 0)
        {
            throw new LogBrokenException($"The folder '{folder}' cannot be opened to sync it; check its rights.");
        }

        var answer = fsync(handle);
        _ = close(handle);
        if (answer != 0)
        {
            throw new LogBrokenException($"The folder '{folder}' cannot be synced; the disk may be failing.");
        }
    }

    [DllImport("libc", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int handle);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
}
