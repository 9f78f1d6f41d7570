using Microsoft.Extensions.Logging;
using Twin.City;
using Twin.City.Boards;
using Twin.Grains.Areas;
using Twin.Grains.Grids;

namespace Twin.Grains.Homes;

/// <content>What the beat asks of other grains: downward only, so that no call comes round to its caller.</content>
internal sealed partial class LiveHome
{
    private long _seenMinute;
    private long _askedMinute;
    private long _headMinute;

    /// <summary>Once a minute: a hint may have been lost, and its nudge may have met another activation.</summary>
    private async ValueTask LookAtHead(CancellationToken cancel)
    {
        var minute = CanonicalMinute.Of(_city.Time.GetUtcNow());
        if (minute == _headMinute || Mutants.Has(Mutants.ForgetHeadCheck))
        {
            return;
        }

        try
        {
            await _own.LookAtHead(cancel);
            _headMinute = minute;
        }
        catch (Exception failure)
        {
            LogBehind(failure, _id);
        }
    }

    /// <summary>
    /// Once a minute asks the children that fell asleep while heat cools and limits pass; those awake have told it by
    /// themselves one beat after the minute began. True while that beat is awaited.
    /// </summary>
    private async ValueTask<bool> AskStale(CancellationToken cancel)
    {
        var minute = CanonicalMinute.Of(_city.Time.GetUtcNow());
        if (_children.All.IsEmpty || minute == _askedMinute)
        {
            return false;
        }

        if (minute != _seenMinute)
        {
            _seenMinute = minute;
            return true;
        }

        _askedMinute = minute;
        await Ask(_children.Stale(minute), cancel);
        return false;
    }

    /// <summary>False when one of them did not answer.</summary>
    private async Task<bool> Ask(IEnumerable<HomeId> children, CancellationToken cancel)
    {
        var answered = await Task.WhenAll(children.Select(child => Ask(child, cancel)));
        return answered.All(one => one);
    }

    private async Task<bool> Ask(HomeId child, CancellationToken cancel)
    {
        try
        {
            _children.Put(child, _city.Tree.IsGrid(child)
                ? await _grains.GetGrain<IGridGrain>(child.Value).Board()
                : await _grains.GetGrain<IAreaGrain>(child.Value).Gather(cancel));
            return true;
        }
        catch (Exception failure)
        {
            LogChildSilent(failure, child, _id);
            return false;
        }
    }

    private async ValueTask KeepSnapshot(CancellationToken cancel)
    {
        try
        {
            await _own.KeepSnapshot(_city.Time.GetUtcNow(), cancel);
        }
        catch (Exception failure)
        {
            LogNoSnapshot(failure, _id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Home {Home} is behind its feed; the beat catches up")]
    private partial void LogBehind(Exception failure, HomeId home);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Home {Child} did not answer {Home}; the beat asks again")]
    private partial void LogChildSilent(Exception failure, HomeId child, HomeId home);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Home {Parent} did not take the board of {Home}; sent again")]
    private partial void LogParentSilent(Exception failure, HomeId home, HomeId parent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Post {Post} did not answer; the beat asks again")]
    private partial void LogSeatSilent(Exception failure, PostId post);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Home {Home} could not keep a snapshot; none is needed")]
    private partial void LogNoSnapshot(Exception failure, HomeId home);
}
