using Twin.Contracts;

namespace Twin.Silo.Tests.Live;

/// <summary>What a screen knows of one home, and its proof that nothing is missing.</summary>
internal sealed class Screen
{
    private readonly Dictionary<string, BoardView> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MarkView> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PostMarkView> _posts = new(StringComparer.Ordinal);
    private BoardView? _board;

    public long? Version { get; private set; }

    public int Frames { get; private set; }

    public int Snapshots { get; private set; }

    public int Holes { get; private set; }

    /// <summary>Reports that the board counts.</summary>
    public long Reported => _board?.Reported ?? 0;

    public void Take(FrameView frame)
    {
        if (frame.Kind == "snapshot")
        {
            Snapshots++;
            _children.Clear();
            _cases.Clear();
            _posts.Clear();
        }
        else
        {
            Frames++;
            Holes += frame.Version == Version + 1 ? 0 : 1;
        }

        Version = frame.Version;
        _board = frame.Board ?? _board;
        foreach (var child in frame.Children)
        {
            _children[child.Id] = child.Board;
        }

        foreach (var post in frame.Posts)
        {
            _posts[post.Post] = post;
        }

        foreach (var mark in frame.Cases)
        {
            if (mark.Open)
            {
                _cases[mark.CaseId] = mark;
            }
            else
            {
                _cases.Remove(mark.CaseId);
            }
        }
    }

    /// <summary>All that is shown, in one form: two screens with the same are the same.</summary>
    public string Shown() => string.Join('\n',
    [
        $"{_board}",
        .. _children.OrderBy(child => child.Key, StringComparer.Ordinal).Select(child => $"{child}"),
        .. _cases.Values.OrderBy(mark => mark.CaseId, StringComparer.Ordinal).Select(mark => $"{mark}"),
        .. _posts.Values.OrderBy(post => post.Post, StringComparer.Ordinal).Select(post => $"{post}"),
    ]);
}
