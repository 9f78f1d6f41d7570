using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.Grains.Cases;

namespace Twin.Grains.Clocks;

/// <summary>Follows the feeds of an area's homes, tells cases what is due, sleeps until the next.</summary>
/// <remarks>One turn at a time. Nothing throws at a stream: who fails is behind, and a tick catches up.</remarks>
internal sealed partial class ClockDesk
{
    /// <summary>Cases told side by side; after a night of standstill their facts share commits.</summary>
    private const int TellTogether = 64;

    /// <summary>Older ones give way; their facts are in the log.</summary>
    private const int NoticesMost = 64;

    /// <summary>Pause after a case or the log did not answer.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>Timers cannot be armed for years; a look now and then costs nothing.</summary>
    private static readonly TimeSpan SleepMost = TimeSpan.FromHours(1);

    private readonly HomeId _area;
    private readonly IGrainFactory _grains;
    private readonly Surroundings _city;
    private readonly CalendarBook _calendar;
    private readonly ILogger _logger;
    private readonly Dictionary<HomeId, HomeClocks> _homes = [];
    private readonly Queue<ClockNotice> _notices = new();

    /// <summary>The same by their ids: whatever is done to all of them has one order.</summary>
    private ImmutableArray<HomeClocks> _inOrder = [];
    private IGrainTimer _timer = null!;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private long _fired;

    /// <summary>The calendar that all clocks here follow; none at first, so that waking looks at each once.</summary>
    private long _movedBy = -1;

    public ClockDesk(
        HomeId area, IGrainFactory grains, Surroundings city, CalendarBook calendar, ILogger logger) =>
        (_area, _grains, _city, _calendar, _logger) = (area, grains, city, calendar, logger);

    public ClockSight Sight => new(_area, Folds.Sum(fold => fold.Running), NextAt, _fired, [.. _notices]);

    private IEnumerable<ClockFold> Folds => _inOrder.Select(home => home.Fold);

    private DateTimeOffset? NextAt => Folds.Min(fold => fold.NextAt);

    /// <summary>Reads what the log has and arms the timer; calls no other grain.</summary>
    public async Task Load(Grain grain, CancellationToken cancel)
    {
        await MeetHomes(cancel);
        _timer = grain.RegisterGrainTimer(
            static (desk, stop) => desk.Tick(stop),
            this,
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Takes a hint: only the homes that it names look, and only what is due earlier arms the timer.</summary>
    public async Task Take(CaseNews news)
    {
        foreach (var home in HomesIn(news))
        {
            try
            {
                await home.Take(news);
            }
            catch (Exception failure)
            {
                LogBehind(failure, _area);
            }

            if (home.Behind || home.Fold.NextAt < _armedFor || _movedBy != _calendar.Version)
            {
                Arm(retry: _inOrder.Any(one => one.Behind));
            }
        }
    }

    public Task Nudge(HomeId home, long feedNumber) =>
        _homes.TryGetValue(home, out var known) && known.Has(feedNumber)
            ? Task.CompletedTask
            : Follow(async () =>
            {
                if (!_homes.ContainsKey(home))
                {
                    await MeetHomes(CancellationToken.None);
                }

                if (_homes.TryGetValue(home, out var met))
                {
                    await met.Hear(feedNumber);
                }
            });

    /// <summary>Looks at everything anew: homes may have come or gone, hints may have been lost.</summary>
    public Task Look(CancellationToken cancel) => Follow(async () =>
    {
        await MeetHomes(cancel);
        foreach (var home in _inOrder)
        {
            await home.LookAtHead(cancel);
        }
    });

    /// <summary>Mostly one; a case that moves within the area is in the feeds of two.</summary>
    private List<HomeClocks> HomesIn(CaseNews news)
    {
        var homes = new List<HomeClocks>(1);
        foreach (var fact in news.Facts)
        {
            foreach (var mark in fact.Feeds)
            {
                if (CaseFeeds.HomeOf(mark.Feed) is { } id
                    && _homes.TryGetValue(id, out var home) && !homes.Contains(home))
                {
                    homes.Add(home);
                }
            }
        }

        return homes;
    }

    private async Task MeetHomes(CancellationToken cancel)
    {
        var homes = _city.Tree.HomesOfClock(_area);
        try
        {
            foreach (var gone in _homes.Keys.Except(homes).ToArray())
            {
                _homes.Remove(gone);
            }

            foreach (var home in homes.Where(home => !_homes.ContainsKey(home)))
            {
                var met = new HomeClocks(home, _city.Log);
                await met.Load(cancel);
                _homes.Add(home, met);
            }
        }
        finally
        {
            // Also when one could not be read: those that were are followed.
            _inOrder = [.. _homes.Values.OrderBy(home => home.Home.Value, StringComparer.Ordinal)];
        }
    }

    private async Task Follow(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception failure)
        {
            LogBehind(failure, _area);
        }

        Arm(retry: _inOrder.Any(home => home.Behind));
    }

    private async Task Tick(CancellationToken stop)
    {
        var retry = true;
        try
        {
            foreach (var home in _inOrder.Where(home => home.Behind))
            {
                await home.CatchUp(stop);
            }

            // First the calendar: a clock that it moves is judged by its new time.
            var moved = _movedBy == _calendar.Version || await MoveByCalendar(stop);
            retry = !await TellDue(stop) || !moved;
            foreach (var home in _inOrder)
            {
                await home.KeepSnapshot(_city.Time.GetUtcNow(), stop);
            }
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogBehind(failure, _area);
        }
        finally
        {
            Arm(retry);
        }
    }

    /// <summary>Tells the cases whose clocks the calendar has moved; false when some must be told again.</summary>
    private async Task<bool> MoveByCalendar(CancellationToken stop)
    {
        var (version, calendar) = (_calendar.Version, _calendar.Now);
        var moves = Folds.SelectMany(fold => fold.Held).SelectMany(
            held => CalendarMoves.Of(held.Clocks.Items, calendar),
            (held, move) => (held.Case, Order: CalendarMoves.OrderOf(move.Clock.Id, move.DueAt))).ToList();
        var settled = true;
        foreach (var together in moves.Chunk(TellTogether))
        {
            stop.ThrowIfCancellationRequested();
            settled &= (await Task.WhenAll(together.Select(move => Move(move.Case, move.Order)))).All(told => told);
        }

        _movedBy = settled ? version : _movedBy;
        return settled;
    }

    /// <summary>A refusal is an answer too: the clock has stopped since.</summary>
    private async Task<bool> Move(CaseId openCase, CaseOrder order)
    {
        try
        {
            await _grains.GetGrain<ICaseGrain>(openCase.Value).Do(order, CancellationToken.None);
            return true;
        }
        catch (Exception failure)
        {
            LogCaseSilent(failure, openCase, ((CaseCommand.MoveDeadline)order.Command).Clock);
            return false;
        }
    }

    /// <summary>Tells the cases what is due; false when some must be told again.</summary>
    private async Task<bool> TellDue(CancellationToken stop)
    {
        var now = _city.Time.GetUtcNow() + (Mutants.Has(Mutants.FireEarly) ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        ImmutableArray<(ClockFold Fold, DueMoment Due)> due =
            [.. Folds.SelectMany(fold => fold.DueBy(now), (fold, due) => (fold, due)).OrderBy(one => one.due)];
        var settled = true;
        var fired = new List<DueMoment>();
        foreach (var together in due.Chunk(TellTogether))
        {
            stop.ThrowIfCancellationRequested();
            settled &= (await Task.WhenAll(together.Select(one => Tell(one.Fold, one.Due, fired)))).All(told => told);
        }

        Note(ClockNotice.Of(fired, now));
        return settled;
    }

    private void Note(ImmutableArray<ClockNotice> notices)
    {
        foreach (var notice in notices)
        {
            LogFired(notice.Count, _area, notice.Oldest.Case, notice.Oldest.Clock, notice.Oldest.DueAt);
            _notices.Enqueue(notice);
        }

        while (_notices.Count > NoticesMost)
        {
            _notices.Dequeue();
        }
    }

    private async Task<bool> Tell(ClockFold fold, DueMoment due, List<DueMoment> fired)
    {
        try
        {
            var answer = await _grains.GetGrain<ICaseGrain>(due.Case.Value).ClockDue(due.Clock, due.DueAt);
            if (answer.Outcome == ClockOutcome.TooEarly)
            {
                return false;
            }

            if (answer.Outcome == ClockOutcome.Fired)
            {
                _fired++;
                fired.Add(due);
            }

            fold.Settle(due, answer.Version);
            return true;
        }
        catch (Exception failure)
        {
            LogCaseSilent(failure, due.Case, due.Clock);
            return false;
        }
    }

    private void Arm(bool retry)
    {
        var wait = _movedBy != _calendar.Version ? TimeSpan.Zero
            : NextAt is not { } next ? Timeout.InfiniteTimeSpan
            : next - _city.Time.GetUtcNow() is var left && left > SleepMost ? SleepMost
            : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        var isTooSoon = retry && (wait == Timeout.InfiniteTimeSpan || wait < Again);
        var pause = isTooSoon ? Again : wait;
        _armedFor = pause == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _city.Time.GetUtcNow() + pause;
        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Count} clocks of {Area} were due, from {Clock} of case {CaseId} at {DueAt}")]
    private partial void LogFired(int count, HomeId area, CaseId caseId, ClockId clock, DateTimeOffset dueAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clocks of {Area} are behind; the next look catches up")]
    private partial void LogBehind(Exception failure, HomeId area);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} did not answer its clock {Clock}; told again")]
    private partial void LogCaseSilent(Exception failure, CaseId caseId, ClockId clock);
}
