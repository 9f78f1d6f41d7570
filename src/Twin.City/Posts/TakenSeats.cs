namespace Twin.City.Posts;

/// <summary>Which account sits at which post: a fold of the posts' own facts, in their order.</summary>
public sealed class TakenSeats
{
    private readonly Dictionary<PostId, string> _accounts = [];

    public IReadOnlyCollection<PostId> Posts => _accounts.Keys;

    public void Apply(PostId post, PostEvent happened)
    {
        switch (happened)
        {
            case PostEvent.SignedOn on:
                _accounts[post] = on.Account;
                break;
            case PostEvent.SignedOff off when _accounts.GetValueOrDefault(post) == off.Account:
                _accounts.Remove(post);
                break;
            default:
                // Somebody else sits there since.
                break;
        }
    }
}
