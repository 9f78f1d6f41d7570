using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.Grains.Posts;

namespace Twin.Grains.Homes;

/// <summary>The duty seats directly under a home, as watchers see them; nothing else needs them.</summary>
internal sealed class Seats(ImmutableArray<PostId> posts)
{
    private ImmutableArray<PostId> _all = posts;
    private readonly Dictionary<PostId, PostMark> _changed = [];
    private HashSet<PostId> _silent = [.. posts];

    /// <summary>Somebody watches; before that no seat is woken up only to be asked.</summary>
    public bool Wanted { get; set; }

    /// <summary>Takes other seats; the new ones are asked when somebody watches.</summary>
    public void Reshape(ImmutableArray<PostId> now)
    {
        _silent.UnionWith(now.Except(_all));
        _silent.IntersectWith(now);
        _all = now;
    }

    public void Put(PostMark mark)
    {
        if (_all.Contains(mark.Post))
        {
            _changed[mark.Post] = mark;
            _silent.Remove(mark.Post);
        }
    }

    /// <summary>Asks the seats that have not told anything since the home woke up.</summary>
    public async Task AskIfWanted(IGrainFactory grains, Action<Exception, PostId> failed)
    {
        if (!Wanted || _silent.Count == 0)
        {
            return;
        }

        var asked = _silent;
        _silent = [];
        await Task.WhenAll(asked.Select(post => Ask(grains, post, failed)));
    }

    public PostMark[] TakeChanges()
    {
        PostMark[] marks = [.. _changed.Values];
        _changed.Clear();
        return marks;
    }

    private async Task Ask(IGrainFactory grains, PostId post, Action<Exception, PostId> failed)
    {
        try
        {
            Put(await grains.GetGrain<IPostGrain>(post.Value).Mark());
        }
        catch (Exception failure)
        {
            _silent.Add(post);
            failed(failure, post);
        }
    }
}
