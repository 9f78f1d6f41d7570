namespace Twin.Simulation.Faults;

/// <summary>What goes wrong, drawn from the seed, and a count of it.</summary>
/// <remarks>Rates are in thousandths. Once <see cref="Calm"/>, nothing goes wrong any more.</remarks>
internal sealed class Chaos(int seed)
{
    private readonly Random _dice = new(seed);

    public bool Calm { get; set; }

    public int Crashes { get; set; }

    public int GrainCrashes { get; set; }

    public int Splits { get; set; }

    /// <summary>Times that the machine stood still: for minutes, hours or a month.</summary>
    public int Sleeps { get; set; }

    public int Leaves { get; set; }

    /// <summary>Stream events and one-way calls that never came.</summary>
    public int Lost { get; set; }

    /// <summary>Stream events and calls that came late, so that others overtook them.</summary>
    public int Late { get; set; }

    public int Doubled { get; set; }

    public int AppendsFailed { get; set; }

    /// <summary>Appends that were stored and nobody learnt it.</summary>
    public int AnswersLost { get; set; }

    public int SlowStores { get; set; }

    public int ReadsFailed { get; set; }

    /// <summary>True so many times in a thousand.</summary>
    public bool Strikes(int inThousand) => !Calm && _dice.Next(1_000) < inThousand;

    public int Number(int below) => _dice.Next(below);

    /// <summary>Mostly short, sometimes long.</summary>
    public TimeSpan Pause(int shortMilliseconds, int longMilliseconds) => TimeSpan.FromMilliseconds(
        1 + _dice.Next(_dice.Next(10) == 0 ? longMilliseconds : shortMilliseconds));
}
