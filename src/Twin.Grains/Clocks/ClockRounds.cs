using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Areas;

namespace Twin.Grains.Clocks;

/// <summary>Keeps the clock grains awake: all of them at start, then each once a round. One per silo.</summary>
/// <remarks>
/// A clock grain is a timer in memory: whatever ends it without a word (a silo that dies, an idle collection) is made
/// good by the next round. Areas without any fact have no clocks and are left asleep.
/// </remarks>
public sealed class ClockRounds(IEventLog log, IGrainFactory grains, CityTree tree)
{
    /// <summary>Steps of one round: five minutes at a step each second.</summary>
    public const int StepsPerRound = 300;

    /// <summary>Clock grains woken side by side at start; each reads a snapshot and the tails of its feeds.</summary>
    private const int SweepTogether = 32;

    /// <summary>Replaced as a whole: a sweep that is asked for beside the pump reads one that nobody changes.</summary>
    private ImmutableSortedSet<string> _areas = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private ImmutableArray<string> _round = [];
    private int _next;
    private int _step;
    private bool _met;

    /// <summary>Learns once which areas have facts: a start that the log failed is made good by the pump.</summary>
    public async Task Meet(CancellationToken cancel)
    {
        if (_met)
        {
            return;
        }

        foreach (var feed in await log.ReadFeedHeads(0, cancel))
        {
            if (CaseFeeds.HomeOf(feed.Feed) is { } home && tree.Knows(home))
            {
                Add(tree.ClockOf(home).Value);
            }
        }

        _met = true;
    }

    /// <summary>Wakes every clock grain that may hold a clock; what is due begins to fire.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        await Meet(cancel);
        await Parallel.ForEachAsync(
            _areas,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = SweepTogether,
                CancellationToken = cancel,
                TaskScheduler = TaskScheduler.Current,
            },
            async (area, stop) => await grains.GetGrain<IClockGrain>(area).Sweep(stop));
    }

    /// <summary>Tells whoever holds the clocks of a home how far its feed has come.</summary>
    public void Nudge(HomeId home, long feedNumber)
    {
        var area = tree.ClockOf(home);
        if (Add(area.Value))
        {
            // Its first nudge may be lost: it is looked at in the round that goes on now, not only in the next.
            _round = _round.Add(area.Value);
        }

        OneWay(grains.GetGrain<IClockGrain>(area.Value).Nudge(home, feedNumber));
    }

    /// <summary>Tells all of them to look at once: the calendar has changed.</summary>
    public void LookAll()
    {
        foreach (var area in _areas)
        {
            OneWay(grains.GetGrain<IClockGrain>(area).Look());
        }
    }

    /// <summary>The next part of the round; called once a second.</summary>
    public void Step()
    {
        if (_step == 0)
        {
            (_round, _next) = ([.. _areas], 0);
        }

        _step = (_step + 1) % StepsPerRound;
        var upTo = _step == 0 ? _round.Length : _round.Length * _step / StepsPerRound;
        for (; _next < upTo; _next++)
        {
            OneWay(grains.GetGrain<IClockGrain>(_round[_next]).Look());
        }
    }

    /// <returns>False when it was known.</returns>
    private bool Add(string area) =>
        ImmutableInterlocked.Update(ref _areas, static (areas, one) => areas.Add(one), area);

    /// <summary>A one-way call ends at once and tells nothing back.</summary>
    private static void OneWay(Task told) => _ = told;
}
