using System.Globalization;
using System.Text;

namespace Twin.EventLog.Commits;

/// <summary>The last answered head, in a small file beside the log.</summary>
/// <remarks>
/// SQLite drops a damaged end of its WAL without a word, and a copied file may lack its WAL. This file is written after
/// each sync and before any answer, never synced itself: it may lag behind the log, but a log that ends before it has
/// lost what was acknowledged. It is never needed for truth.
/// </remarks>
internal sealed class HeadFile : IDisposable
{
    private const int Length = 128;
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _handle;
    private readonly byte[] _bytes = new byte[Length];

    public HeadFile(string logFile)
    {
        Name = logFile + ".head";
        var isNew = !File.Exists(Name);
        _handle = File.OpenHandle(Name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (isNew)
        {
            Write(new LogHead(0, 0, ""));
            RandomAccess.FlushToDisk(_handle);
            DurableFolder.Sync(Name);
        }
    }

    public string Name { get; }

    public void Write(LogHead head)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{head.Commit} {head.Position} {head.Hash}");
        _bytes.AsSpan().Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, _bytes);
        _bytes[^1] = (byte)'\n';
        RandomAccess.Write(_handle, _bytes, 0);
    }

    /// <summary>Null when the file cannot be understood; then it says nothing about the log.</summary>
    public LogHead? Read()
    {
        var read = RandomAccess.Read(_handle, _bytes, 0);
        var parts = Encoding.ASCII.GetString(_bytes, 0, read).TrimEnd().Split(' ');
        return parts.Length >= 2
            && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var commit)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var position)
            ? new LogHead(position, commit, parts.Length > 2 ? parts[2] : "")
            : null;
    }

    public void Dispose() => _handle.Dispose();
}
