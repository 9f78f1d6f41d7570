using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Twin.Silo.Options;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Reads OpenID tokens of the city's single sign-on; off without its file.</summary>
/// <remarks>
/// The file holds issuer, audience and the issuer's public keys (a JSON Web Key Set). Keys are not fetched: whoever
/// runs the city puts a new file when its issuer changes them, and the server takes it within seconds.
/// </remarks>
internal sealed class SingleSignOn(SiloOptions options, AccountBook accounts, TimeProvider time)
{
    /// <summary>Clocks of two machines differ by that much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private volatile Known? _known;

    /// <summary>The account of a token that its issuer signed for us and that holds now; null otherwise.</summary>
    public async ValueTask<KnownToken?> Read(string token)
    {
        if (options.SingleSignOn is null || Rules() is not { } rules)
        {
            return null;
        }

        var answer = await _handler.ValidateTokenAsync(token, rules);
        return answer is { IsValid: true, SecurityToken: JsonWebToken { Subject: { Length: > 0 } subject } read }
            && accounts.OfSubject(subject) is { } account
            ? new KnownToken(
                account, null, new DateTimeOffset(read.ValidTo, TimeSpan.Zero), $"sso/{read.EncodedSignature}")
            : null;
    }

    private TokenValidationParameters? Rules()
    {
        var written = File.GetLastWriteTimeUtc(options.SingleSignOn!);
        if (_known is { } known && known.Written == written)
        {
            return known.Rules;
        }

        var file = JsonSerializer.Deserialize<IssuerFile>(
            File.ReadAllText(options.SingleSignOn!), JsonSerializerOptions.Web);
        if (file is null or { Issuer: "" } or { Audience: "" })
        {
            return null;
        }

        var rules = new TokenValidationParameters
        {
            ValidIssuer = file.Issuer,
            ValidAudience = file.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = new JsonWebKeySet(file.Keys.GetRawText()).GetSigningKeys(),
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) =>
                until > time.GetUtcNow().UtcDateTime - ClockSlack
                && (from is null || from < time.GetUtcNow().UtcDateTime + ClockSlack),
        };
        _known = new Known(written, rules);
        return rules;
    }

    private sealed record Known(DateTime Written, TokenValidationParameters Rules);

    /// <param name="Keys">A JSON Web Key Set: an object with the list <c>keys</c>.</param>
    private sealed record IssuerFile(string Issuer, string Audience, JsonElement Keys);
}
