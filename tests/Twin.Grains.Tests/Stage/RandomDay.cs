using Twin.City;
using Twin.City.Cases;

namespace Twin.Grains.Tests.Stage;

/// <summary>People who report, file, accept, handle, check and void at random; a refusal is part of the day.</summary>
internal sealed class RandomDay(LiveCity city, int seed)
{
    private const int AtOnce = 16;

    private static readonly HomeId[] Homes = [.. Town.Grids, Town.East, Town.City];

    private readonly Random _random = new(seed);
    private readonly List<HomeId> _homes = [];
    private int _commands;

    public async Task Live(int commands)
    {
        while (_commands < commands)
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Act()));
        }
    }

    private Task<CaseAnswer> Act()
    {
        var commandId = $"command-{++_commands}";
        if (_homes.Count == 0 || _random.Next(12) == 0)
        {
            _homes.Add(One(Homes));
            return city.Do($"c-{_homes.Count - 1}", Town.Flood(_homes[^1]), Town.Receiver, commandId);
        }

        // Mostly young cases, so that some of them come to their end.
        var number = _random.Next(Math.Max(0, _homes.Count - 40), _homes.Count);
        var (command, by) = Next(_homes[number]);
        return city.Do($"c-{number}", command, by, commandId);
    }

    private (CaseCommand Command, Actor By) Next(HomeId home)
    {
        var here = Town.Worker(Town.Grids.Contains(home) ? home : One([.. Town.Grids]));
        var anyone = Town.Worker(One([.. Town.Grids]));
        return _random.Next(8) switch
        {
            0 => (new CaseCommand.File("E0406", (Severity)_random.Next(1, 5), One([.. Town.Grids]), ""), Town.Filer),
            1 => (new CaseCommand.Accept(null), here),
            2 => (new CaseCommand.Accept(null), anyone),
            3 => (new CaseCommand.Arrive(), here),
            4 => (new CaseCommand.Handle(new Words("r", "s"), AfterPhoto: true), here),
            5 or 6 => (new CaseCommand.PassCheck(new Words("n", "s"), Photo: true), anyone),
            _ => (new CaseCommand.Void("Test", SecondSignature: _random.Next(6) == 0), Town.ShiftLead),
        };
    }

    private HomeId One(HomeId[] homes) => homes[_random.Next(homes.Length)];
}
