using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Twin.EventLog.Vault;
using Twin.Grains;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>
/// Bearer tokens: account, post, end and number, signed with a secret of the data folder; they outlive a restart.
/// </summary>
internal sealed class Tokens(
    Secret secret, AccountBook accounts, IAccountStore store, IIdSource ids, TimeProvider time)
{
    /// <summary>How long a token is good; 12 hours, a shift with room.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    private const int MostCharacters = 512;

    /// <summary>Numbers of tokens that were signed out, until they would have ended by themselves.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(
        store.Ended().Select(one => KeyValuePair.Create(one.Token, one.Over)), StringComparer.Ordinal);

    public (string Token, DateTimeOffset ExpiresAt) Issue(string account, string? post)
    {
        var expires = time.GetUtcNow() + GoodFor;
        var end = expires.ToUnixTimeSeconds();
        var words = $"{account}\n{post}\n{end.ToString(CultureInfo.InvariantCulture)}\n{ids.Next()}";
        var said = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(words));
        return ($"{said}.{Sign(said)}", DateTimeOffset.FromUnixTimeSeconds(end));
    }

    /// <summary>What a token says that is ours and not over; null otherwise.</summary>
    public KnownToken? Read(string token)
    {
        if (token.Length > MostCharacters || token.Split('.') is not [var said, var sign])
        {
            return null;
        }

        var same = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(sign), Encoding.UTF8.GetBytes(Sign(said)));
        if (!same
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(said)).Split('\n')
                is not [var id, var post, var end, var number])
        {
            return null;
        }

        var over = DateTimeOffset.FromUnixTimeSeconds(long.Parse(end, CultureInfo.InvariantCulture));
        return over > time.GetUtcNow() && !_ended.ContainsKey(number) && accounts.Find(id) is { } account
            ? new KnownToken(account, post.Length > 0 ? post : null, over, number)
            : null;
    }

    /// <summary>Whether a token of whatever issuer was signed out here.</summary>
    public bool IsEnded(KnownToken token) => _ended.ContainsKey(token.Number);

    /// <summary>The token is not good any more, also after a restart.</summary>
    public void End(KnownToken token)
    {
        var now = time.GetUtcNow();
        foreach (var (number, over) in _ended)
        {
            if (over <= now)
            {
                _ended.TryRemove(number, out _);
            }
        }

        _ended[token.Number] = token.ExpiresAt;
        store.End(token.Number, token.ExpiresAt, now);
    }

    private string Sign(string said) => Base64Url.EncodeToString(secret.Sign("token", Encoding.UTF8.GetBytes(said)));
}

/// <summary>A token of ours: who it is for, for which seat and how long.</summary>
internal sealed record KnownToken(Account Account, string? Post, DateTimeOffset ExpiresAt, string Number);
