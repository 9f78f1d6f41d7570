using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Twin.City.Rights;
using Twin.EventLog.Vault;
using Twin.Geo.Reference;
using Twin.Silo.Options;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>The accounts of this city: those of the demo, and its own.</summary>
internal sealed class AccountBook
{
    /// <summary>How long an account that another process added may go unnoticed.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TriesWithin = TimeSpan.FromMinutes(1);

    /// <summary>Wrong secrets of one account in a minute; further ones are not looked at.</summary>
    private const int TriesMost = 10;

    private readonly ImmutableArray<Account> _development;
    private readonly FrozenDictionary<string, Account> _developmentById;
    private readonly bool _untilOwn;
    private readonly IAccountStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> _tries =
        new(StringComparer.Ordinal);

    private volatile Read _read;

    public AccountBook(ReferenceCity city, SiloOptions options, IAccountStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        Offered = city.Demo ? DemoAccounts.Of(city) : [];
        var isOn = options.DevelopmentSignIn ?? (city.Demo || options.IsLoopback);
        _development = !isOn ? [] : city.Demo ? Offered : Accounts.All;
        _developmentById = _development.ToFrozenDictionary(one => one.Id, StringComparer.Ordinal);
        _untilOwn = options.DevelopmentSignIn is null && !city.Demo;
        _read = Fresh();
    }

    /// <summary>What the sign-in page offers; nothing in a city that is no demo.</summary>
    public ImmutableArray<Account> Offered { get; }

    /// <summary>Who may come in without a secret: for tools and tests of a city that is not in use.</summary>
    /// <remarks>Unless an option says otherwise, a city's first own account ends that for all of them.</remarks>
    public ImmutableArray<Account> Development => IsInUse() ? [] : _development;

    public bool IsDemo(string id) => Offered.Any(one => one.Id == id);

    /// <summary>Null when there is no such account (any more).</summary>
    public Account? Find(string id) =>
        (IsInUse() ? null : _developmentById.GetValueOrDefault(id)) ?? Current().Accounts.GetValueOrDefault(id).Account;

    /// <summary>The account that a subject of the city's single sign-on means.</summary>
    public Account? OfSubject(string subject) => Current().Subjects.GetValueOrDefault(subject);

    /// <summary>The account whose secret this is; null otherwise, and nothing says why.</summary>
    public Account? Open(string id, string secret)
    {
        if (IsDemo(id))
        {
            return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(DemoAccounts.Secret))
                ? Find(id)
                : null;
        }

        var (account, hash) = Current().Accounts.GetValueOrDefault(id);
        if (IsTriedTooOften(id))
        {
            return null;
        }

        if (SecretHash.Fits(secret, hash))
        {
            _tries.TryRemove(id, out _);
            return account;
        }

        _tries.AddOrUpdate(id, (_time.GetUtcNow(), 1), static (_, tried) => (tried.Since, tried.Count + 1));
        return null;
    }

    /// <summary>Adds an account or replaces the one of this id.</summary>
    public void Put(Account account, string? secret, string? subject = null)
    {
        _store.Put(new KeptAccount(
            account.Id, account.Zh, account.En, BindingText.Write(account.Bindings),
            secret is null ? null : SecretHash.Of(secret), subject));
        _read = Fresh();
    }

    private bool IsInUse() => _untilOwn && Current().Accounts.Count > 0;

    private bool IsTriedTooOften(string id)
    {
        var now = _time.GetUtcNow();
        foreach (var (tried, (since, _)) in _tries)
        {
            if (now - since > TriesWithin)
            {
                _tries.TryRemove(tried, out _);
            }
        }

        return _tries.TryGetValue(id, out var tries) && tries.Count >= TriesMost;
    }

    private Read Current() => _time.GetElapsedTime(_read.At) < Stale ? _read : _read = Fresh();

    private Read Fresh()
    {
        var kept = _store.All();
        var accounts = kept.ToFrozenDictionary(
            one => one.Id,
            one => (Account: new Account(one.Id, one.Zh, one.En, BindingText.Read(one.Bindings)), one.SecretHash),
            StringComparer.Ordinal);
        return new Read(
            _time.GetTimestamp(),
            accounts,
            kept.Where(one => one.Subject is not null).ToFrozenDictionary(
                one => one.Subject!, one => accounts[one.Id].Account, StringComparer.Ordinal));
    }

    private sealed record Read(
        long At, FrozenDictionary<string, (Account Account, string? SecretHash)> Accounts,
        FrozenDictionary<string, Account> Subjects);
}
