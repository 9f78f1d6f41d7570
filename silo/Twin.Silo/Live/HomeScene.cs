using Twin.City;
using Twin.City.Boards;
using Twin.Grains;

namespace Twin.Silo.Live;

/// <summary>What the screens of one home have been told so far; tells the difference that a frame makes.</summary>
/// <remarks>
/// A whole frame of a new activation becomes a difference too, so its screens go on without a snapshot.
/// </remarks>
internal sealed class HomeScene(HomeId home)
{
    private readonly Dictionary<HomeId, ChildBoard> _children = [];
    private readonly Dictionary<CaseId, CaseMark> _cases = [];
    private readonly Dictionary<PostId, PostMark> _posts = [];

    public HomeId Home => home;

    public Board Board { get; private set; }

    public IReadOnlyCollection<ChildBoard> Children => _children.Values;

    public IReadOnlyCollection<CaseMark> Cases => _cases.Values;

    public IReadOnlyCollection<PostMark> Posts => _posts.Values;

    /// <summary>What is new in a frame; null when nothing is.</summary>
    public SceneChange? Take(Frame frame)
    {
        Board? board = frame.Board is { } given && given != Board ? given : null;
        Board = board ?? Board;
        var children = frame.Children.Where(child => Put(_children, child.Child, child)).ToArray();
        var posts = frame.Posts.Where(post => Put(_posts, post.Post, post)).ToArray();
        var cases = frame.Cases.Where(Show).ToList();
        if (frame.Whole)
        {
            cases.AddRange(Gone(frame));
        }

        return board is null && children.Length == 0 && posts.Length == 0 && cases.Count == 0
            ? null
            : new SceneChange(board, children, cases, posts);
    }

    private bool Show(CaseMark mark) => mark.Open ? Put(_cases, mark.Case, mark) : _cases.Remove(mark.Case);

    // Cases that ended while nobody told us: the whole frame has them no more.
    private IEnumerable<CaseMark> Gone(Frame whole)
    {
        var open = whole.Cases.Select(mark => mark.Case).ToHashSet();
        var gone = _cases.Values.Where(mark => !open.Contains(mark.Case)).ToArray();
        foreach (var mark in gone)
        {
            _cases.Remove(mark.Case);
        }

        return gone.Select(mark => mark with { Open = false });
    }

    private static bool Put<TKey, TValue>(Dictionary<TKey, TValue> shown, TKey key, TValue value)
        where TKey : notnull
        where TValue : class
    {
        if (shown.TryGetValue(key, out var old) && old.Equals(value))
        {
            return false;
        }

        shown[key] = value;
        return true;
    }
}

/// <summary>What changed in a scene.</summary>
internal sealed record SceneChange(
    Board? Board, IReadOnlyCollection<ChildBoard> Children, IReadOnlyCollection<CaseMark> Cases,
    IReadOnlyCollection<PostMark> Posts)
{
    public static SceneChange None { get; } = new(null, [], [], []);
}
