using Orleans.Runtime;
using Twin.EventLog;
using Twin.Simulation.Checks;
using Twin.Simulation.Faults;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.People;

/// <summary>People act side by side, say again what got no answer, and write down what they were promised.</summary>
internal sealed class Crowd(SimulationPlan plan, Town town, Promises promises, Chaos chaos)
{
    private const int PeopleAtOnce = 6;

    /// <summary>Tries before a wish is kept for later, when all is well again.</summary>
    private const int TriesInStorm = 6;

    /// <summary>Tries after which a wish counts as stuck.</summary>
    private const int TriesInCalm = 20;

    private readonly Random _dice = new(plan.Seed ^ 0x5eed);
    private readonly List<Wish> _unsure = [];
    private readonly List<Wish> _kept = [];
    private Wishes? _wishes;

    public int Steps { get; private set; }

    /// <summary>Wishes that got no answer although nothing went wrong any more.</summary>
    public int Stuck { get; private set; }

    public Action<string>? Trace { get; init; }

    /// <summary>Told of each step as it begins.</summary>
    public Action<int> OnStep { get; init; } = static _ => { };

    /// <summary>Everybody acts until the steps are done.</summary>
    public Task Act()
    {
        _wishes = new Wishes(_dice, new Desk(), plan);
        return Task.WhenAll(Enumerable.Range(0, PeopleAtOnce).Select(_ => Person()));
    }

    /// <summary>Nothing goes wrong any more: whatever is still unsure gets its answer, and some ask again.</summary>
    public async Task Settle()
    {
        foreach (var wish in _unsure)
        {
            if (!await Say(wish, TriesInCalm))
            {
                Stuck++;
                promises.Fault(Steps, $"'{wish.What}' ({wish.CommandId}) gets no answer although all is well");
            }
        }

        for (var i = 0; i < Math.Min(40, _kept.Count); i++)
        {
            await Say(_kept[_dice.Next(_kept.Count)], TriesInCalm);
        }
    }

    private async Task Person()
    {
        while (Steps < plan.Steps)
        {
            var step = ++Steps;
            await town.Pass(Gap());
            OnStep(step);
            var wish = _kept.Count > 0 && _dice.Next(12) == 0 ? _kept[_dice.Next(_kept.Count)] : _wishes!.Next();
            if (await Say(wish, TriesInStorm))
            {
                _kept.Add(wish);
            }
            else
            {
                _unsure.Add(wish);
            }
        }
    }

    private async Task<bool> Say(Wish wish, int tries)
    {
        for (var left = tries; left > 0; left--)
        {
            try
            {
                var silo = await town.Open();
                var told = await silo.Ask(wish.Ask);
                Trace?.Invoke($"{town.Now:O} {wish.What} {wish.CommandId}: {told}");
                promises.Hear(Steps, wish, told);
                return true;
            }
            catch (Exception failure) when (IsPassing(failure))
            {
                Trace?.Invoke($"{town.Now:O} {wish.What} {wish.CommandId}: {failure.GetType().Name} {failure.Message}");
                await town.Pass(chaos.Calm ? TimeSpan.FromSeconds(1) : chaos.Pause(500, 8_000));
            }
        }

        return false;
    }

    /// <summary>What a gateway answers with "try again"; anything else is a fault of the city.</summary>
    private static bool IsPassing(Exception failure) => failure is IOException or TimeoutException or OrleansException
        or LogFullException or LogConflictException or LogBrokenException;

    private TimeSpan Gap() => _dice.Next(10) switch
    {
        0 => TimeSpan.Zero,
        < 8 => TimeSpan.FromMilliseconds(_dice.Next(400)),
        8 => TimeSpan.FromMilliseconds(_dice.Next(3_000)),
        _ => TimeSpan.FromMilliseconds(_dice.Next(8_000)),
    };
}
