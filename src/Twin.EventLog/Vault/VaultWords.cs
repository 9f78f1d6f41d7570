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
        ArgumentNullException.ThrowIfNull(request.By);
        if (string.IsNullOrWhiteSpace(request.Purpose))
        {
            throw new ArgumentException("Words are read for a purpose; found none, say one.", nameof(request));
        }
    }
}
