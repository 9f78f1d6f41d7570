using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>
/// Bearer tokens: account, post and end, signed with a secret of the data folder; they outlive a restart.
/// </summary>
internal sealed class Tokens(Secret secret, TimeProvider time)
{
    /// <summary>How long a token is good; 12 hours, a shift with room.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    private const int MostCharacters = 512;

    public (string Token, DateTimeOffset ExpiresAt) Issue(string account, string? post)
    {
        var expires = time.GetUtcNow() + GoodFor;
        var words = $"{account}\n{post}\n{expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}";
        var said = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(words));
        return ($"{said}.{Sign(said)}", DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds()));
    }

    /// <summary>Account and post of a token that is ours and not over; null otherwise.</summary>
    public (Account Account, string? Post)? Read(string token)
    {
        if (token.Length > MostCharacters || token.Split('.') is not [var said, var sign])
        {
            return null;
        }

        var same = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(sign), Encoding.UTF8.GetBytes(Sign(said)));
        if (!same
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(said)).Split('\n') is not [var id, var post, var end])
        {
            return null;
        }

        var over = DateTimeOffset.FromUnixTimeSeconds(long.Parse(end, CultureInfo.InvariantCulture));
        return over > time.GetUtcNow() && Accounts.Find(id) is { } account
            ? (account, post.Length > 0 ? post : null)
            : null;
    }

    private string Sign(string said) => Base64Url.EncodeToString(secret.Sign("token", Encoding.UTF8.GetBytes(said)));
}
