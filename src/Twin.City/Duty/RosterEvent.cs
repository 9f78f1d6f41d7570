namespace Twin.City.Duty;

/// <summary>A fact about who keeps which turn. Stored for ever: add fields, never rename or reuse one.</summary>
/// <remarks>Kind words: <c>duty/ShiftsPlanned</c>, <c>duty/ShiftsDropped</c>.</remarks>
public abstract record RosterEvent
{
    private RosterEvent() { }

    public sealed record ShiftsPlanned(FactList<Shift> Shifts) : RosterEvent;

    /// <summary>Taken back, also when another seat has swapped for it.</summary>
    public sealed record ShiftsDropped(FactList<Shift> Shifts) : RosterEvent;
}
