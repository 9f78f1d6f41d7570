namespace Twin.City.Posts;

/// <summary>All that a seat's own facts say.</summary>
/// <param name="SeatedAccount">Who has signed on; null when the seat is empty.</param>
public sealed record PostState(string? SeatedAccount)
{
    public static PostState Empty { get; } = new(SeatedAccount: null);

    public bool OnDuty => SeatedAccount is not null;

    public PostState After(PostEvent happened) => happened switch
    {
        PostEvent.SignedOn on => this with { SeatedAccount = on.Account },
        PostEvent.SignedOff => this with { SeatedAccount = null },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of PostEvent."),
    };
}
