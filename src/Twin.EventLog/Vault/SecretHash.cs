using System.Globalization;
using System.Security.Cryptography;

namespace Twin.EventLog.Vault;

/// <summary>Secrets of accounts as they are kept: PBKDF2 with SHA-512, a salt each.</summary>
/// <remarks>The rounds are OWASP's advice of 2023 for this function; they stand in the text and may grow.</remarks>
public static class SecretHash
{
    /// <summary>Characters of the longest secret that is looked at.</summary>
    public const int MostCharacters = 256;

    private const int Rounds = 210_000;
    private const int SaltBytes = 16;
    private const int KeyBytes = 64;
    private const string Kind = "pbkdf2-sha512";

    /// <summary>What an account that is not there is compared with, so that it takes as long.</summary>
    private static readonly Lazy<string> OfNobody = new(() => Of(Convert.ToHexString(new byte[SaltBytes])));

    public static string Of(string secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(secret, salt, Rounds))}");
    }

    /// <param name="kept">Null = there is no such account; false, in the same time.</param>
    public static bool Fits(string secret, string? kept)
    {
        if (secret.Length > MostCharacters
            || (kept ?? OfNobody.Value).Split('$') is not [Kind, var rounds, var salt, var key])
        {
            return false;
        }

        var derived = Derive(
            secret, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(key)) && kept is not null;
    }

    private static byte[] Derive(string secret, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA512, KeyBytes);
}
