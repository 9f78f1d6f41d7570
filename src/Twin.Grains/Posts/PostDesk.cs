using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Posts;
using Twin.Geo.Reference;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;
using Twin.Grains.Homes;

namespace Twin.Grains.Posts;

/// <summary>What a seat shows: its open tasks with what the cases say of themselves, frame by frame.</summary>
internal sealed partial class PostDesk
{
    private readonly PostId _id;
    private readonly IGrainFactory _grains;
    private readonly Surroundings _city;
    private readonly ILogger _logger;
    private readonly PostTasks _tasks;
    private readonly FeedCursor _cursor;
    private readonly Holds _holds;
    private readonly string _epoch;
    private readonly Dictionary<CaseId, CaseSight> _cases = [];
    private readonly HashSet<CaseId> _unseen = [];
    private Beat _beat = null!;
    private PostFrame? _frame;
    private PostMark? _told;
    private bool _onDuty;
    private bool _changed = true;

    public PostDesk(PostId id, IGrainFactory grains, Surroundings city, ILogger logger)
    {
        (_id, _grains, _city, _logger) = (id, grains, city, logger);
        _tasks = new PostTasks(_id);
        _cursor = new FeedCursor(city.Log, CaseFeeds.Post(_id), Apply);
        _holds = new Holds(city.Time);
        _epoch = city.Ids.Next();
    }

    /// <summary>Where the seat is now: the map may move it.</summary>
    private ReferencePost Place => _city.Tree.Post(_id)!;

    public PostMark Mark => new(_id, _onDuty, _tasks.Count);

    public bool OnDuty
    {
        set
        {
            (_onDuty, _changed) = (value, true);
            _beat.Soon();
        }
    }

    /// <summary>Reads the feed and starts the beat; calls no other grain.</summary>
    public async Task Load(Grain grain, bool onDuty, CancellationToken cancel)
    {
        await _cursor.CatchUp(cancel);
        _beat = new Beat(grain, _city.Time, OnBeat);
        OnDuty = onDuty;
    }

    public Task Take(CaseNews news) => Follow(() => _cursor.Take(news, CancellationToken.None));

    public Task Nudge(long feedNumber) => Follow(() => _cursor.Hear(feedNumber, CancellationToken.None));

    /// <summary>Whoever asks gets what the log holds, also when a hint and its nudge went astray.</summary>
    public async Task<PostSight> See(CancellationToken cancel)
    {
        await TryRead(() => _cursor.LookAtHead(cancel));
        await LookAtCases(cancel);
        return Sight();
    }

    public async Task<PostFrame> NextFrame(string? epoch, long after, CancellationToken cancel)
    {
        if (_frame is null || _changed || (epoch == _epoch && after == _frame.Version))
        {
            _beat.Soon();
            await _holds.Wait(cancel);
        }

        return _frame ?? new PostFrame(_id, _epoch, 0, Sight());
    }

    private async Task Follow(Func<ValueTask> read)
    {
        await TryRead(read);
        _beat.Soon();
    }

    private async Task TryRead(Func<ValueTask> read)
    {
        try
        {
            await read();
        }
        catch (Exception failure)
        {
            LogBehind(failure, _id);
        }
    }

    private void Apply(Committed fact)
    {
        _tasks.Apply(fact);
        _unseen.Add(fact.Case);
        _changed = true;
    }

    private async Task<Beat.Need> OnBeat(CancellationToken cancel)
    {
        if (_cursor.Behind)
        {
            await Follow(() => _cursor.CatchUp(cancel));
        }

        if (_told != Mark)
        {
            _told = Mark;
            // One-way, a hint: the home asks its seats again when it wakes.
            _ = _city.Tree.Watched(_grains, new HomeId(Place.AreaId)).PostChanged(_told);
        }

        // Nobody looks: the cases are not asked either.
        if (_holds.Any)
        {
            _holds.EndBeat(await Show(cancel));
        }

        return _holds.Any || _cursor.Behind ? Beat.Need.Soon : Beat.Need.None;
    }

    private async Task<bool> Show(CancellationToken cancel)
    {
        await LookAtCases(cancel);
        _changed = _unseen.Count > 0;
        var sight = Sight();
        if (_frame is not null && IsSame(_frame.Seat, sight))
        {
            return false;
        }

        _frame = new PostFrame(_id, _epoch, (_frame?.Version ?? 0) + 1, sight);
        return true;
    }

    /// <summary>The feed tells that something happened; place, class and limits are the case's to tell.</summary>
    private async Task LookAtCases(CancellationToken cancel)
    {
        CaseId[] unseen = [.. _unseen];
        _unseen.Clear();
        foreach (var one in unseen)
        {
            _cases.Remove(one);
            if (_tasks.Has(one))
            {
                await LookAt(one, cancel);
            }
        }
    }

    private async Task LookAt(CaseId one, CancellationToken cancel)
    {
        try
        {
            if (await _grains.GetGrain<ICaseGrain>(one.Value).See(cancel) is { } sight)
            {
                _cases[one] = sight;
            }
        }
        catch (Exception failure)
        {
            _unseen.Add(one);
            LogCaseSilent(failure, one, _id);
        }
    }

    private PostSight Sight() =>
        new(_id, new HomeId(Place.AreaId), Place.Name, _onDuty, [.. _tasks.Open.Select(TaskOf)]);

    private PostTask TaskOf(OpenTask task)
    {
        var of = _cases.GetValueOrDefault(task.Case);
        return new PostTask(
            task.Case, task.Offer, task.Kind, of?.Stage ?? CaseStage.AwaitAccept, of?.Class,
            of?.Severity ?? Severity.Unset, of?.At, of?.Building, task.OfferedAt, task.Accepted, task.Arrived,
            of?.DueAt, of?.Tag is not null, task.Seen);
    }

    private static bool IsSame(PostSight shown, PostSight now) =>
        shown.OnDuty == now.OnDuty && shown.Tasks.SequenceEqual(now.Tasks);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Post {Post} is behind its feed; the beat catches up")]
    private partial void LogBehind(Exception failure, PostId post);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} did not answer post {Post}; the beat asks again")]
    private partial void LogCaseSilent(Exception failure, CaseId caseId, PostId post);
}
