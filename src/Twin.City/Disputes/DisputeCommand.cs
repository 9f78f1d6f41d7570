using Twin.City.Cases;

namespace Twin.City.Disputes;

/// <summary>Where a dispute is settled; one number goes with it all the way.</summary>
public enum DisputeRoute { Mediation, Arbitration, Court, Review, Aid }

/// <summary>What a mediator does with a dispute beside the commands of every case.</summary>
public abstract record DisputeCommand
{
    private DisputeCommand() { }

    /// <param name="Reference">The other body's own number; only the number is kept.</param>
    public sealed record RouteTo(DisputeRoute Route, string? Reference) : DisputeCommand;

    /// <summary>The parties have agreed; the words lie in the vault under the key of the case.</summary>
    public sealed record Agree(Words? Text) : DisputeCommand;

    /// <summary>Within thirty days one party has not kept it.</summary>
    public sealed record Break(Words? How) : DisputeCommand;
}
