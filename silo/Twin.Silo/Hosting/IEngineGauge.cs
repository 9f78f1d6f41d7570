namespace Twin.Silo.Hosting;

/// <summary>What the server asks of the engine that runs its grains, whichever it is.</summary>
internal interface IEngineGauge
{
    /// <summary>Grains of the city that are awake.</summary>
    ValueTask<long> Activations(CancellationToken cancel);
}
