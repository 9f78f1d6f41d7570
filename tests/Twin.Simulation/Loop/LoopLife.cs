using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.Simulation.Loop;

/// <summary>One case of the loop: who does what with it and when, drawn from its number alone.</summary>
/// <remarks>The same number lives the same life, whoever carries it out.</remarks>
internal sealed class LoopLife
{
    /// <summary>A life that is longer is ended by two signatures.</summary>
    private const int CommandsMost = 60;

    private readonly Random _dice;
    private readonly bool _staysUntilArchived;
    private readonly int _grid;
    private readonly HashSet<ClockId> _asked = [];
    private CaseState _state;
    private CaseClock? _nextClock;

    public LoopLife(int number, DateTimeOffset begin)
    {
        _dice = new Random(number);
        _grid = _dice.Next(LoopGround.Grids);
        _staysUntilArchived = _dice.Next(3) == 0;
        Id = new CaseId($"loop-{number}");
        _state = CaseState.Absent(Id);
        WishAt = begin.AddSeconds(_dice.Next(86_400));
    }

    public CaseId Id { get; }

    /// <summary>As whoever carries it out has it after the last facts.</summary>
    public CaseState State
    {
        get => _state;
        set
        {
            _state = value;
            _nextClock = FirstClock();
        }
    }

    public int Commands { get; private set; }

    /// <summary>When somebody wants something next.</summary>
    private DateTimeOffset WishAt { get; set; }

    /// <summary>What comes next: a clock that is due or a person's wish.</summary>
    public DateTimeOffset NextAt => _nextClock is { } clock && clock.DueAt < WishAt ? clock.DueAt : WishAt;

    /// <summary>It has come to an end, and nobody stays to see it archived.</summary>
    public bool IsOver => State.Stage == CaseStage.Archived || (State.Stage.IsEnded() && !_staysUntilArchived);

    private CaseClock? FirstClock()
    {
        CaseClock? first = null;
        foreach (var clock in _state.Clocks)
        {
            if (clock.Passed || first?.DueAt <= clock.DueAt || _asked.Contains(clock.Id)) continue;
            first = clock;
        }

        return first;
    }

    /// <summary>The order that is to be carried out now; null when a clock's moment asks for nothing.</summary>
    public CaseOrder? Next(DateTimeOffset now)
    {
        Commands++;
        if (_nextClock is { } clock && clock.DueAt <= now)
        {
            // What a case refused is not asked again; each run of a clock has an identity of its own.
            _asked.Add(clock.Id);
            _nextClock = FirstClock();
            return CaseFlow.WhenDue(State, clock.Id, clock.DueAt) is { } command
                ? CaseFlow.ByClock(State, clock.Id, command)
                : null;
        }

        var (wish, by) = Commands > CommandsMost && State.Stage.IsOpen()
            ? (new CaseCommand.Void("Test", SecondSignature: true), LoopPeople.Filer)
            : LoopPeople.Wish(State, _dice, _grid, now);
        WishAt = now.AddMinutes(2 + _dice.Next(State.Stage.IsEnded() ? 30_000 : 150));
        return wish is null ? null : new CaseOrder(wish, $"wish-{Commands}", by, "loop");
    }
}
