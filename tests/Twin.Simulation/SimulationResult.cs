using System.Reflection;
using Twin.Simulation.Checks;
using Twin.Simulation.Faults;
using Twin.Simulation.People;

namespace Twin.Simulation;

/// <summary>What a run found, and what happened in it.</summary>
public sealed class SimulationResult
{
    private readonly SimulationPlan _plan;
    private readonly List<string> _faults;

    internal SimulationResult(
        SimulationPlan plan, Crowd crowd, Chaos chaos, Promises promises, Truth truth, Reading reading)
    {
        (_plan, Chaos, Steps) = (plan, chaos, crowd.Steps);
        (AckLost, AnsweredOtherwise, Acked) = (promises.AckLost, promises.AnsweredOtherwise, promises.Given);
        (AppliedTwice, BoardsWrong, Facts) = (truth.AppliedTwice, reading.BoardsWrong, truth.Facts);
        MapVersion = truth.MapVersion;
        (Fired, FiredExactly, ClocksWrong) = (truth.Fired, truth.FiredExactly, truth.ClocksWrong);
        (Forgotten, LeftLate, RefusedStored) = (truth.Forgotten, truth.LeftLate, promises.RefusedStored);
        (MetricsWrong, Owed) = (truth.MetricsWrong, truth.Cases.Values.Sum(one => one.Obligations.Length));
        _faults = [.. promises.Faults, .. truth.Faults, .. reading.Faults];
        Cells = new HashSet<(string Stage, string Command)>([.. promises.Refused, .. truth.Done]);
    }

    public int Seed => _plan.Seed;

    public int Steps { get; }

    public int Acked { get; }

    public long Facts { get; }

    public int AckLost { get; }

    public int AppliedTwice { get; }

    public int AnsweredOtherwise { get; }

    public int BoardsWrong { get; }

    public int Fired { get; }

    /// <summary>Facts about the map.</summary>
    public long MapVersion { get; }

    /// <summary>Clocks that fired while nothing went wrong, each at its own moment.</summary>
    public int FiredExactly { get; }

    public int ClocksWrong { get; }

    /// <summary>Cases that no clock and nobody waits for.</summary>
    public int Forgotten { get; }

    public int MetricsWrong { get; }

    /// <summary>What departments owed, settled or not.</summary>
    public int Owed { get; }

    /// <summary>Open cases for which only a passed clock stands.</summary>
    public int LeftLate { get; }

    /// <summary>Commands that were refused and stored something all the same.</summary>
    public int RefusedStored { get; }

    public required long Turns { get; init; }

    /// <summary>Work that left the one thread; a run in which some did cannot be replayed.</summary>
    public required long Escaped { get; init; }

    public required TimeSpan Lived { get; init; }

    public required string Hash { get; init; }

    /// <summary>Whatever broke a promise.</summary>
    public IReadOnlyList<string> Faults => Escaped == 0
        ? _faults
        : [.. _faults, $"step={Steps} {Escaped} pieces of work left virtual time"];

    public int Crashes => Chaos.Crashes;

    public int Lost => Chaos.Lost;

    public int Late => Chaos.Late;

    public int Doubled => Chaos.Doubled;

    internal Chaos Chaos { get; }

    internal IReadOnlySet<(string Stage, string Command)> Cells { get; }

    /// <summary>How to see it again.</summary>
    public string Line(string fault)
    {
        var step = fault.StartsWith("step=", StringComparison.Ordinal) ? "" : $"step={Steps} ";
        var map = _plan.MapChanges > 0 ? $"-map{_plan.MapChanges}" : "";
        var scenario = $"town-{_plan.Steps}{(_plan.Night ? "-night" : "")}{map}{Bug}";
        return $"seed={Seed} commit={Commit} scenario={scenario} {step}{fault}";
    }

    private string Bug => _plan.Bug == SeededBug.None ? "" : $"-{_plan.Bug}";

    private static string Commit => typeof(SimulationResult).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[^1] ?? "unknown";
}
