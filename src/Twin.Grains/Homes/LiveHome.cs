using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;

namespace Twin.Grains.Homes;

/// <summary>What a grid and an area have in common: own cases, children, seats, watchers, a parent.</summary>
/// <remarks>
/// All but <see cref="NextFrame"/> and <see cref="Board"/> run one at a time; those two interleave and only read what
/// is complete. Nothing here throws at a stream: a consumer that fails is behind, and the beat catches up.
/// </remarks>
internal sealed partial class LiveHome
{
    /// <summary>Pause between two tries to read the log or to ask a child that failed.</summary>
    private const int RetryBeats = 10;

    /// <summary>So many cases near one place are told; who asks wants the likeliest few of them.</summary>
    private const int NearMost = 200;

    /// <summary>Whoever watches asks again when a hold ends; who does not for twice as long has gone.</summary>
    private static readonly TimeSpan WatchedFor = Beat.Pause * Holds.BeatsMax * 2;

    private readonly HomeId _id;
    private readonly IGrainFactory _grains;
    private readonly Surroundings _city;
    private readonly ILogger _logger;
    private readonly OwnCases _own;
    private readonly ChildBoards _children;
    private readonly Seats _seats;
    private readonly FrameBook _book;
    private readonly Holds _holds;
    private Upward? _parent;
    private HomeId? _parentId;
    private AreaBook _map;
    private Beat _beat = null!;
    private bool _gathered;
    private long _beats;
    private long _ownMinute;
    private bool _shown;
    private bool _isBookLate;
    private long _askedAt;

    public LiveHome(HomeId id, IGrainFactory grains, Surroundings city, ILogger logger)
    {
        (_id, _grains, _city, _logger) = (id, grains, city, logger);
        _map = city.Tree.Book;
        _own = new OwnCases(id, city.Tree.HouseholdsOf(id), city.Log);
        _children = new ChildBoards(_map.ChildrenOf(id));
        _gathered = _children.All.IsEmpty || Mutants.Has(Mutants.ForgetChildren);
        _seats = new Seats(_map.SeatsOf(id));
        _book = new FrameBook(id, city.Ids.Next());
        _holds = new Holds(city.Time);
        LookUp();
    }

    /// <summary>The board as of now: own cases and all children.</summary>
    public Board Board
    {
        get
        {
            var minute = CanonicalMinute.Of(_city.Time.GetUtcNow());
            var own = _own.AsOf(_ownMinute);
            if (minute > _ownMinute && ChildBoards.Ages(own))
            {
                _ownMinute = minute;
                own = _own.AsOf(minute);
            }

            return own.Add(_children.Sum);
        }
    }

    /// <summary>Reads what the log has and starts the beat; calls no other grain.</summary>
    public async Task Load(Grain grain, CancellationToken cancel)
    {
        if (_map.Find(_id) is null)
        {
            // Another silo has drawn it; this one reads of it within a second, and whoever asked asks again.
            throw new InvalidOperationException($"Home '{_id}' is not on this silo's map yet; expected it soon.");
        }

        await _own.Load(cancel);
        _ownMinute = CanonicalMinute.Of(_city.Time.GetUtcNow());
        _beat = new Beat(grain, _city.Time, OnBeat);
    }

    /// <summary>Open cases at or near a place that were reported since then; looking changes nothing.</summary>
    public ImmutableArray<CaseTrace> OpenNear(CaseSpot spot, DateTimeOffset since) =>
        [.. _own.Open.Where(trace => trace.ReportedAt >= since && trace.IsNear(spot)).Take(NearMost)];

    public Task Take(CaseNews news) => Follow(() => _own.Take(news, CancellationToken.None));

    public Task Nudge(long feedNumber) => Follow(() => _own.Hear(feedNumber, CancellationToken.None));

    public void Put(HomeId child, string epoch, long version, Board board)
    {
        Reshape();
        _children.Put(child, epoch, version, board, _city.Time.GetUtcNow() < _reshapedUntil);
        Changed();
    }

    public void Put(PostMark post)
    {
        Reshape();
        _seats.Put(post);
        Stir();
    }

    public async Task<Frame> NextFrame(string? epoch, long after, CancellationToken cancel)
    {
        Watched();
        if (!_isBookLate && _book.Version > 0 && _book.After(epoch, after) is { } frame)
        {
            return frame;
        }

        _beat.Soon();
        await _holds.Wait(cancel);
        return _book.After(epoch, after) ?? _book.Empty();
    }

    /// <summary>Asks the children once after waking: those that rest would never call.</summary>
    public async Task<Board> Gather(CancellationToken cancel)
    {
        if (!_gathered)
        {
            _gathered = await Ask(_children.All, cancel);
            Changed();
        }

        return Board;
    }

    private async Task Follow(Func<ValueTask> read)
    {
        Reshape();
        try
        {
            await read();
        }
        catch (Exception failure)
        {
            LogBehind(failure, _id);
        }

        Changed();
    }

    private void Changed()
    {
        Rise();
        Stir();
    }

    /// <summary>Where nobody watches, no frame is made of a change; a late beat sees to the rest.</summary>
    private void Stir()
    {
        if (_own.Behind || !_gathered || (_shown && _city.Time.GetElapsedTime(_askedAt) < WatchedFor))
        {
            _beat.Soon();
        }
        else
        {
            _isBookLate = true;
            _beat.Later();
        }
    }

    private void Watched()
    {
        _askedAt = _city.Time.GetTimestamp();
        if (!_shown)
        {
            (_shown, _seats.Wanted) = (true, true);
            _own.Show();
        }
    }

    private void Rise()
    {
        // Half a sum would look to the parent like cases that vanished.
        if (_gathered)
        {
            _parent?.Offer(Board);
        }
    }

    private async Task<Beat.Need> OnBeat(CancellationToken cancel)
    {
        Reshape();
        var isRetry = _beats++ % RetryBeats == 0;
        if (_own.Behind && isRetry)
        {
            await Follow(() => _own.CatchUp(cancel));
        }

        await LookAtHead(cancel);
        if (!_gathered && isRetry)
        {
            await Gather(cancel);
        }

        var isAskingSoon = await AskStale(cancel);
        await _seats.AskIfWanted(_grains, LogSeatSilent);
        await Settle(cancel);
        var board = Board;
        if (_shown)
        {
            _isBookLate = false;
            _holds.EndBeat(_book.Beat(board, _children.TakeChanges(), _own.TakeChanges(), _seats.TakeChanges()));
        }

        Rise();
        if (!Mutants.Has(Mutants.ForgetChildren))
        {
            _parent?.Echo();
        }

        await KeepSnapshot(cancel);
        var isBusy = _holds.Any || _own.Behind || !_gathered || isAskingSoon || _parent is { Stuck: true }
            || _unsettled;
        return isBusy ? Beat.Need.Soon
            : _parent is { Echoes: true } ? Beat.Need.Echo
            : ChildBoards.Ages(board) ? Beat.Need.Minute
            : Beat.Need.None;
    }
}
