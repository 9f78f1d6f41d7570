using System.Collections.Immutable;
using Twin.City;
using Twin.City.Boards;

namespace Twin.Grains.Homes;

/// <summary>What a home has shown to its watchers so far: the whole of it and the last changes.</summary>
/// <remarks>It changes only at a beat, so a whole frame of a version equals all frames up to that version.</remarks>
internal sealed class FrameBook(HomeId topic, string epoch)
{
    /// <summary>Changes kept for watchers that ask again, two seconds of beats; an older one gets the whole.</summary>
    public const int FramesMax = 16;

    private readonly Frame[] _recent = new Frame[FramesMax];
    private readonly Dictionary<HomeId, ChildBoard> _children = [];
    private readonly Dictionary<CaseId, CaseMark> _cases = [];
    private readonly Dictionary<PostId, PostMark> _posts = [];
    private Board _board;
    private long _wholeBefore;

    public string Epoch => epoch;

    /// <summary>Number of beats that changed something.</summary>
    public long Version { get; private set; }

    /// <summary>Notes what changed since the last beat; false when nothing did. The first is always news.</summary>
    public bool Beat(
        Board board, IEnumerable<ChildBoard> children, IEnumerable<CaseMark> cases, IEnumerable<PostMark> posts)
    {
        Board? newBoard = board == _board ? null : board;
        ImmutableArray<ChildBoard> newChildren = [.. children.Where(child => Replace(_children, child.Child, child))];
        ImmutableArray<CaseMark> newCases = [.. cases.Where(Show)];
        ImmutableArray<PostMark> newPosts = [.. posts.Where(post => Replace(_posts, post.Post, post))];
        if (Version > 0 && newBoard is null && newChildren.IsEmpty && newCases.IsEmpty && newPosts.IsEmpty)
        {
            return false;
        }

        _board = board;
        Version++;
        _recent[Version % FramesMax] = new Frame(
            topic, epoch, Version, Whole: false, newBoard, newChildren, newCases, newPosts);
        return true;
    }

    /// <summary>A child or seat belongs here no more: watchers get the whole of it anew.</summary>
    public void Forget(Func<HomeId, bool> isChild, Func<PostId, bool> isSeat)
    {
        var gone = _children.Keys.Where(child => !isChild(child)).ToArray();
        var left = _posts.Keys.Where(post => !isSeat(post)).ToArray();
        Array.ForEach(gone, child => _children.Remove(child));
        Array.ForEach(left, post => _posts.Remove(post));
        if (gone.Length + left.Length > 0)
        {
            _wholeBefore = ++Version;
        }
    }

    /// <summary>What a watcher lacks who has (epoch, after); null when it lacks nothing.</summary>
    public Frame? After(string? watcherEpoch, long after) => watcherEpoch switch
    {
        _ when watcherEpoch != epoch || after > Version || after < Version - FramesMax || after < _wholeBefore =>
            Whole(),
        _ when after == Version => null,
        _ when after == Version - 1 => _recent[Version % FramesMax],
        _ => Merge(after),
    };

    /// <summary>Nothing happened within the hold.</summary>
    public Frame Empty() => new(topic, epoch, Version, Whole: false, Board: null, [], [], []);

    private Frame Whole() => new(
        topic, epoch, Version, Whole: true, _board, [.. _children.Values], [.. _cases.Values], [.. _posts.Values]);

    private Frame Merge(long after)
    {
        Board? board = null;
        var children = new Dictionary<HomeId, ChildBoard>();
        var cases = new Dictionary<CaseId, CaseMark>();
        var posts = new Dictionary<PostId, PostMark>();
        for (var version = after + 1; version <= Version; version++)
        {
            var frame = _recent[version % FramesMax];
            board = frame.Board ?? board;
            foreach (var child in frame.Children)
            {
                children[child.Child] = child;
            }

            foreach (var mark in frame.Cases)
            {
                cases[mark.Case] = mark;
            }

            foreach (var post in frame.Posts)
            {
                posts[post.Post] = post;
            }
        }

        return new Frame(
            topic, epoch, Version, Whole: false, board, [.. children.Values], [.. cases.Values], [.. posts.Values]);
    }

    /// <summary>An ended case is told once, then forgotten; one that nobody saw open is not told.</summary>
    private bool Show(CaseMark mark) => mark.Open ? Replace(_cases, mark.Case, mark) : _cases.Remove(mark.Case);

    private static bool Replace<TKey, TValue>(Dictionary<TKey, TValue> shown, TKey key, TValue value)
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
