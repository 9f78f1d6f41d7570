using System.Text.Json;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Long.Cuts;

/// <summary>What a watcher knows of its area: all frames so far, put together as the page does it.</summary>
internal sealed class Scene
{
    private readonly SortedDictionary<string, BoardView> _children = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MarkView> _cases = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PostMarkView> _posts = new(StringComparer.Ordinal);
    private BoardView? _board;

    public long Version { get; private set; }

    /// <summary>Takes a frame; false when it does not fit on the one before.</summary>
    public bool Take(FrameView frame)
    {
        if (frame.Kind == "snapshot")
        {
            Forget();
        }
        else if (frame.Version != Version + 1)
        {
            return false;
        }

        Version = frame.Version;
        _board = frame.Board ?? _board;
        foreach (var child in frame.Children)
        {
            _children[child.Id] = child.Board;
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

        foreach (var post in frame.Posts)
        {
            _posts[post.Post] = post;
        }

        return true;
    }

    /// <summary>All that is known, as text to compare.</summary>
    public string Text() => JsonSerializer.Serialize(
        new FrameView(
            "", "snapshot", Version, _board,
            [.. _children.Select(child => new ChildBoardView(child.Key, child.Value))], [.. _cases.Values],
            [.. _posts.Values], 0, default),
        Wire.Of<FrameView>());

    private void Forget()
    {
        _children.Clear();
        _cases.Clear();
        _posts.Clear();
        _board = null;
    }
}
