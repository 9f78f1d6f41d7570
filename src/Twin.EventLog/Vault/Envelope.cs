using System.Security.Cryptography;
using System.Text;

namespace Twin.EventLog.Vault;

/// <summary>Bytes sealed with AES-256-GCM: nonce, cipher and tag in one array.</summary>
/// <remarks>What the bytes belong to is bound in as associated data, so they open nowhere else.</remarks>
internal static class Envelope
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Seal(AesGcm key, ReadOnlySpan<byte> plain, string belongsTo, IKeySource source)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        source.Fill(nonce);
        key.Encrypt(
            nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length),
            Encoding.UTF8.GetBytes(belongsTo));
        return sealedBytes;
    }

    /// <exception cref="LogBrokenException">The bytes were changed, or sealed by another key.</exception>
    public static byte[] Open(AesGcm key, ReadOnlySpan<byte> sealedBytes, string belongsTo)
    {
        try
        {
            var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
            key.Decrypt(
                sealedBytes[..NonceBytes], sealedBytes[NonceBytes..^TagBytes], sealedBytes[^TagBytes..], plain,
                Encoding.UTF8.GetBytes(belongsTo));
            return plain;
        }
        catch (Exception broken) when (broken is CryptographicException or OverflowException or ArgumentException)
        {
            throw new LogBrokenException(
                $"What the vault holds for '{belongsTo}' does not open: it was changed, or the key file is another "
                + "one. Restore vault and key file from the same backup.", broken);
        }
    }

    public static AesGcm Key(ReadOnlySpan<byte> key) => new(key, TagBytes);
}
