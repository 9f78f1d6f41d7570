using System.Security.Cryptography;
using System.Text;

namespace Twin.EventLog.Vault;

/// <summary>What both vaults check and compute alike.</summary>
internal static class VaultWords
{
    public static byte[] HashOf(string words) => SHA256.HashData(Encoding.UTF8.GetBytes(words));

    public static WordsRef Ref(string textId, ReadOnlySpan<byte> sha256) =>
        new(textId, Convert.ToHexStringLower(sha256));

    public static void CheckPut(string caseId, string textId, string words)
    {
        ArgumentException.ThrowIfNullOrEmpty(caseId);
        ArgumentException.ThrowIfNullOrEmpty(textId);
        ArgumentNullException.ThrowIfNull(words);
    }

    /// <exception cref="ArgumentException">No purpose: nobody reads words without saying why.</exception>
    public static void CheckRead(WordsRequest request)
    {
        ArgumentException.ThrowIfNullOrEmpty(request.CaseId);
        ArgumentException.ThrowIfNullOrEmpty(request.TextId);
        CheckPurpose(request.By, request.Purpose);
    }

    /// <exception cref="ArgumentException">No purpose: nobody reads words without saying why.</exception>
    public static void CheckPurpose(Author by, string purpose)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (string.IsNullOrWhiteSpace(purpose))
        {
            throw new ArgumentException("Words are read for a purpose; found none, say one.", nameof(purpose));
        }
    }

    /// <summary>What the audit says of a read of many.</summary>
    public static string CountOf(WordsOfMany request) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{request.Texts.Length} texts");
}
