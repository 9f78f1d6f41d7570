using System.Security.Cryptography;
using System.Text;
using Twin.City;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Makes the identities that a report gets: case, receipt, words.</summary>
internal sealed class Receipts(Secret secret)
{
    /// <summary>16 signs of 5 bits: 80 bits, nothing to guess.</summary>
    public const int ReceiptSigns = 16;

    private const int CaseSigns = 26;
    private const int HashSigns = 32;

    // No I, L, O or U: nothing to mistake on paper or by phone.
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The same sender, source and key always mean the same case, so that a resend finds it.</summary>
    public static CaseId CaseOf(string account, string source, string key) => new(Lower($"{account}\n{source}\n{key}"));

    /// <summary>
    /// The reporter's key to the progress; the same for a resend, and not to be had from the case id alone.
    /// </summary>
    public string ReceiptOf(CaseId id) =>
        Base32(secret.Sign("receipt", Encoding.UTF8.GetBytes(id.Value)), ReceiptSigns);

    /// <summary>What the log may know of a receipt.</summary>
    public static string HashOf(string receipt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(receipt)))[..HashSigns];

    /// <summary>
    /// A receipt as people type it: any case, blanks and dashes between, O for 0, I and L for 1; or null.
    /// </summary>
    public static string? Read(string typed)
    {
        Span<char> signs = stackalloc char[ReceiptSigns];
        var count = 0;
        foreach (var one in typed)
        {
            if (one is ' ' or '-')
            {
                continue;
            }

            var sign = char.ToUpperInvariant(one) switch { 'O' => '0', 'I' or 'L' => '1', var same => same };
            if (count == ReceiptSigns || !Signs.Contains(sign, StringComparison.Ordinal))
            {
                return null;
            }

            signs[count++] = sign;
        }

        return count == ReceiptSigns ? new string(signs) : null;
    }

    /// <summary>One text of one command: a resend names the same.</summary>
    public static string TextIdOf(CaseId id, string commandId) =>
        Lower($"{id.Value}\n{commandId}\ntext");

    private static string Lower(string of) =>
        Base32(SHA256.HashData(Encoding.UTF8.GetBytes(of)), CaseSigns).ToLowerInvariant();

    private static string Base32(ReadOnlySpan<byte> bytes, int signs)
    {
        Span<char> text = stackalloc char[signs];
        for (var i = 0; i < signs; i++)
        {
            var bit = i * 5;
            var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
            text[i] = Signs[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(text);
    }
}
