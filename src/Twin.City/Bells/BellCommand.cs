using Twin.City.Clocks;

namespace Twin.City.Bells;

/// <summary>What somebody does about an offer that must be seen, or about a bell that rings for it.</summary>
public abstract record BellCommand
{
    private BellCommand() { }

    /// <summary>The phone of the seat says that the offer is on its visible screen.</summary>
    public sealed record See(string OfferId) : BellCommand;

    /// <summary>Whoever the bell rings for says: I have heard it and see to it.</summary>
    public sealed record Answer(ClockId Bell) : BellCommand;
}
