using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.City.Modes;

namespace Twin.City.Tables;

/// <summary>A mode, as modes.csv has it.</summary>
/// <param name="Next">Where it may go from here.</param>
/// <param name="StepUpBy">Who may switch up to it.</param>
/// <param name="StepDownBy">Who may switch down from it.</param>
/// <param name="ReviewEvery">How often somebody has to say that it goes on; null in peace.</param>
public sealed record ModeRow(
    Mode Mode, string Zh, string En, ImmutableArray<Mode> Next, string Trigger, string Effect, string? StepUpBy,
    string? StepDownBy, Limit? ReviewEvery)
{
    /// <summary>How high it stands: peace, recovery, watch, then the four levels of war.</summary>
    public int Height => Mode switch
    {
        Mode.Peace => 0,
        Mode.Recovery => 1,
        var other => (int)other + 1,
    };
}

/// <summary>A hazard that modes are held for, as hazards.csv has it.</summary>
public sealed record HazardRow(string Hazard, string Zh, string En);
