namespace Twin.Silo.Messages;

/// <summary>The way out of the city for messages and letters to reporters who asked for them.</summary>
/// <remarks>A city puts its own carrier here; the one that ships writes files into a folder.</remarks>
internal interface IMessagePort
{
    /// <summary>Hands one over, once for each cause, also when it is asked to again after a restart.</summary>
    /// <returns>False when it was handed over before.</returns>
    ValueTask<bool> Send(OutgoingMessage message, CancellationToken cancel);

    /// <summary>Whether it was handed over already: then nobody needs to look the address up.</summary>
    bool Knows(string cause);
}

/// <summary>One message to one reporter; the address lives no longer than it takes to hand it over.</summary>
/// <param name="Cause">What it speaks of: a fact, by its case and number.</param>
/// <param name="Channel">Message or Letter.</param>
/// <param name="To">As the vault gave it.</param>
internal sealed record OutgoingMessage(
    string Cause, string Channel, string To, string? CaseNo, string Zh, string En, DateTimeOffset At);
