using Twin.Simulation.Hosting;

namespace Twin.Simulation.People;

/// <summary>Something that somebody wants of the city once, however often it has to be said.</summary>
/// <param name="Stream">The stream that its facts belong to; null while no answer has named it.</param>
/// <param name="CommandId">Identity of the command in the log.</param>
internal sealed record Wish(
    string What, string Stream, string CommandId, Func<VirtualSilo, Task<Told>> Ask)
{
    /// <summary>The command and what it is about; who looks first knows it only then.</summary>
    public string What { get; set; } = What;
}

/// <summary>What the city answered.</summary>
/// <param name="Position">Where its facts are durable; 0 where nothing was stored.</param>
/// <param name="Stage">Where the case stands; empty when nobody knows.</param>
/// <param name="Refusal">Code of the refusal or problem; null when it was carried out.</param>
internal readonly record struct Told(long Position, string? Refusal, string Stage, bool Again);
