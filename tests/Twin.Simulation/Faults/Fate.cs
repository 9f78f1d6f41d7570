using Orleans.Embedded.Engine;
using Twin.Grains.Cases;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.Faults;

/// <summary>Strikes processes and grains while people act.</summary>
internal sealed class Fate
{
    private readonly Town _town;
    private readonly Chaos _chaos;
    private readonly HashSet<int> _crashAt = [];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

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

        if (_chaos.Strikes(12))
        {
            _town.StandStill(Sleep());
            _chaos.Sleeps++;
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

        if (_chaos.Strikes(25))
        {
            // Cases are many and short-lived: half of the splits are theirs.
            var ofCase = _chaos.Number(2) == 0;
            Later(() => Strike(Split, one => !ofCase || one.Class.Type == typeof(CaseGrain)));
            _chaos.Splits++;
        }
    }

    /// <summary>Long enough for a check, a working day, a limit or the archive to come.</summary>
    private TimeSpan Sleep() => _chaos.Number(10) switch
    {
        < 4 => TimeSpan.FromMinutes(1 + _chaos.Number(200)),
        < 7 => TimeSpan.FromHours(1 + _chaos.Number(30)),
        < 9 => TimeSpan.FromDays(1 + _chaos.Number(8)),
        _ => TimeSpan.FromDays(31),
    };

    private void Later(Action strike) => _town.Outside.Start(async () =>
    {
        await _town.Pass(_chaos.Pause(50, 400));
        strike();
    });

    private void Strike(Action<Activation> how) => Strike(how, static _ => true);

    private void Strike(Action<Activation> how, Predicate<Activation> whom)
    {
        if (_town.Silo?.Awake().FindAll(whom) is { Count: > 0 } awake)
        {
            how(awake[_chaos.Number(awake.Count)]);
        }
    }

    /// <summary>Two of one key for a while, then the older one dies.</summary>
    private void Split(Activation one)
    {
        if (_town.Silo is not { } silo)
        {
            return;
        }

        silo.Faults.Split(one);
        _town.Outside.Start(async () =>
        {
            for (var left = _chaos.Pause(20_000, 40_000); left > TimeSpan.Zero && !_chaos.Calm; left -= Look)
            {
                await _town.Pass(Look);
            }

            if (ReferenceEquals(_town.Silo, silo))
            {
                silo.Faults.Unite(one);
            }
        });
    }
}
