using System.Security.Cryptography;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Vault;

/// <summary>The key that wraps the case keys, in a file of its own that only its owner may read.</summary>
/// <remarks>A backup of the vault without this file is unreadable; keep the two apart.</remarks>
internal static class MasterKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key; makes one when there is none and none was ever used.</summary>
    public static AesGcm Open(string file, bool mayCreate, IKeySource source)
    {
        if (!File.Exists(file))
        {
            if (!mayCreate)
            {
                throw new LogBrokenException(
                    $"The key file '{file}' is missing, but the vault holds words that need it. Restore the file.");
            }

            Create(file, source);
        }

        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) is var mode && (mode & ~OwnerOnly) != 0)
        {
            throw new LogBrokenException(
                $"The key file '{file}' may be read by others (mode {mode}); expected owner only. Run: chmod 600 "
                + $"'{file}'");
        }

        return Parse(file);
    }

    private static void Create(string file, IKeySource source)
    {
        var key = new byte[Envelope.KeyBytes];
        source.Fill(key);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(file, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)));
            stream.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(key);
        DurableFolder.Sync(file);
    }

    private static AesGcm Parse(string file)
    {
        var text = File.ReadAllText(file).Trim();
        try
        {
            if (Convert.FromHexString(text) is { Length: Envelope.KeyBytes } key)
            {
                var opened = Envelope.Key(key);
                CryptographicOperations.ZeroMemory(key);
                return opened;
            }
        }
        catch (FormatException)
        {
            // The sentence below says it.
        }

        throw new LogBrokenException(
            $"The key file '{file}' holds {text.Length} characters; expected {Envelope.KeyBytes * 2} hex digits. "
            + "Restore it.");
    }
}
