using System.Collections.Concurrent;
using Twin.City;
using Twin.City.Posts;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Which account sits at which post: a fold of the posts' own facts.</summary>
/// <remarks>
/// The post decides who may sit; a sign-on is noted here before it is answered, so a command may follow at once.
/// </remarks>
internal sealed class Seats
{
    private readonly ConcurrentDictionary<PostId, string> _accounts = new();

    public bool Has(PostId post, string account) => _accounts.TryGetValue(post, out var seated) && seated == account;

    /// <summary>Null when nobody sits there.</summary>
    public string? AccountAt(PostId post) => _accounts.GetValueOrDefault(post);

    public void Note(PostId post, PostEvent happened)
    {
        switch (happened)
        {
            case PostEvent.SignedOn on:
                _accounts[post] = on.Account;
                break;
            case PostEvent.SignedOff off:
                _accounts.TryRemove(KeyValuePair.Create(post, off.Account));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of PostEvent.");
        }
    }
}
