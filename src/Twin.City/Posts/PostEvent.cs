namespace Twin.City.Posts;

/// <summary>A fact about one duty seat. Stored for ever: add fields, never rename or reuse one.</summary>
/// <remarks>Kind words: <c>post/SignedOn</c>, <c>post/SignedOff</c>. Tasks are facts of their cases.</remarks>
public abstract record PostEvent
{
    private PostEvent() { }

    /// <param name="Account">Opaque account id, never a name.</param>
    public sealed record SignedOn(string Account) : PostEvent;

    public sealed record SignedOff(string Account) : PostEvent;
}
