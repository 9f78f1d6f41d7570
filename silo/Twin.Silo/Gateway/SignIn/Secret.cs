using System.Security.Cryptography;
using System.Text;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>The secret of one data folder, made at its first start; receipts and tokens are signed with it.</summary>
internal sealed class Secret
{
    private const int Bytes = 32;

    private readonly byte[] _secret;

    private Secret(byte[] secret) => _secret = secret;

    /// <summary>A secret that is kept elsewhere, or nowhere: a simulation's.</summary>
    public static Secret Of(byte[] secret) => new(secret);

    /// <exception cref="InvalidDataException">The file is there, but not 32 bytes long.</exception>
    public static Secret Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "gateway.key");
        if (!File.Exists(file))
        {
            Keep(file, RandomNumberGenerator.GetBytes(Bytes));
        }

        var found = File.ReadAllBytes(file);
        return found.Length == Bytes
            ? new Secret(found)
            : throw new InvalidDataException(
                $"Found {found.Length} bytes in '{file}'; expected {Bytes}. Restore it from a backup: "
                + "receipts that were given out depend on it.");
    }

    /// <summary>HMAC-SHA-256 under a key of this purpose.</summary>
    public byte[] Sign(string purpose, ReadOnlySpan<byte> message)
    {
        Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(purpose), key);
        return HMACSHA256.HashData(key, message);
    }

    // Written aside, synced and moved: a kill leaves the whole secret or none, never a part of it.
    private static void Keep(string file, byte[] secret)
    {
        var aside = $"{file}.new";
        using (var stream = File.Create(aside))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            stream.Write(secret);
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, file, overwrite: true);
    }
}
