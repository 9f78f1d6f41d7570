using Twin.City;
using Twin.City.Boards;

namespace Twin.Grains.Tests.Stage;

/// <summary>A screen: it keeps what frames have told it and asks for the next one.</summary>
internal sealed class Watcher(IWatched topic, CancellationToken cancel)
{
    public string? Epoch { get; private set; }

    public long Version { get; private set; }

    public Board Board { get; private set; }

    public Dictionary<HomeId, Board> Children { get; } = [];

    public Dictionary<CaseId, CaseMark> Cases { get; } = [];

    public Dictionary<PostId, PostMark> Posts { get; } = [];

    /// <summary>Takes frames until the screen shows what is waited for.</summary>
    public async Task Until(Func<Watcher, bool> shown)
    {
        while (Version == 0 || !shown(this))
        {
            await Next();
        }
    }

    public async Task<Frame> Next()
    {
        var frame = await topic.NextFrame(Epoch, Version, cancel);
        Take(frame);
        return frame;
    }

    public void Take(Frame frame)
    {
        if (frame.Whole)
        {
            Children.Clear();
            Cases.Clear();
            Posts.Clear();
        }
        else
        {
            Assert.Equal(Epoch, frame.Epoch);
        }

        (Epoch, Version, Board) = (frame.Epoch, frame.Version, frame.Board ?? Board);
        foreach (var child in frame.Children)
        {
            Children[child.Child] = child.Board;
        }

        foreach (var post in frame.Posts)
        {
            Posts[post.Post] = post;
        }

        foreach (var mark in frame.Cases)
        {
            if (mark.Open)
            {
                Cases[mark.Case] = mark;
            }
            else
            {
                Cases.Remove(mark.Case);
            }
        }
    }
}
