namespace Twin.Client.Batches;

/// <summary>How a long row of lines is cut into posts.</summary>
public sealed record BatchOptions
{
    /// <summary>Lines of one post, at most. 1,000 is what anyone may send without sign-in.</summary>
    public int LinesPerPost { get; init; } = 256;

    /// <summary>Posts on the way at once. When all are out, the source of the lines waits.</summary>
    public int PostsAtOnce { get; init; } = 8;

    public BatchOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LinesPerPost, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PostsAtOnce, 1);
        return this;
    }
}
