using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Twin.Geo.Reference;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>The accounts of this city: those of the demo, and its own.</summary>
internal sealed class AccountBook
{
    private readonly FrozenDictionary<string, Account> _demo;

    public AccountBook(ReferenceCity city)
    {
        Offered = city.Demo ? DemoAccounts.Of(city) : [];
        _demo = (city.Demo ? Offered : Accounts.All).ToFrozenDictionary(one => one.Id, StringComparer.Ordinal);
    }

    /// <summary>What the sign-in page offers; nothing in a city that is no demo.</summary>
    public ImmutableArray<Account> Offered { get; }

    public bool IsDemo(string id) => Offered.Any(one => one.Id == id);

    /// <summary>Null when there is no such account (any more).</summary>
    public Account? Find(string id) => _demo.GetValueOrDefault(id);

    /// <summary>The account whose secret this is; null otherwise, and nothing says why.</summary>
    public Account? Open(string id, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(DemoAccounts.Secret)) && IsDemo(id)
            ? Find(id)
            : null;
}
