using Orleans.Embedded.Engine;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.Faults;

/// <summary>Strikes processes and grains while people act.</summary>
internal sealed class Fate
{
    private readonly Town _town;
    private readonly Chaos _chaos;
    private readonly HashSet<int> _crashAt = [];

    public Fate(SimulationPlan plan, Town town, Chaos chaos)
    {
        (_town, _chaos) = (town, chaos);
        while (_crashAt.Count < plan.Crashes)
        {
            _crashAt.Add(1 + chaos.Number(plan.Steps * 9 / 10));
        }
    }

    /// <summary>Somebody acts: what strikes now comes a moment later, into the middle of it.</summary>
    public void Meet(int step)
    {
        if (_crashAt.Contains(step))
        {
            _town.Outside.Start(async () =>
            {
                await _town.Open();
                await _town.Pass(_chaos.Pause(50, 400));
                await _town.Open();
                _town.Crash();
            });
        }

        if (_chaos.Strikes(20))
        {
            Later(() => Strike(one => one.LeaveSoon()));
            _chaos.Leaves++;
        }

        if (_chaos.Strikes(6))
        {
            Later(() => Strike(one => one.Crash()));
            _chaos.GrainCrashes++;
        }

        if (_chaos.Strikes(5))
        {
            Later(() => Strike(Split));
            _chaos.Splits++;
        }
    }

    private void Later(Action strike) => _town.Outside.Start(async () =>
    {
        await _town.Pass(_chaos.Pause(50, 400));
        strike();
    });

    private void Strike(Action<Activation> how)
    {
        if (_town.Silo?.Awake() is { Count: > 0 } awake)
        {
            how(awake[_chaos.Number(awake.Count)]);
        }
    }

    /// <summary>Two of one key for a while, then the one that is not in the directory dies.</summary>
    private void Split(Activation one)
    {
        var silo = _town.Silo;
        one.LoseFromDirectory();
        _town.Outside.Start(async () =>
        {
            await _town.Pass(_chaos.Pause(5_000, 20_000));
            if (ReferenceEquals(_town.Silo, silo) && !one.IsGone)
            {
                one.Crash();
            }
        });
    }
}
