using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <summary>Reads the counts of the engine.</summary>
public sealed class EngineGauge
{
    private readonly GrainEngine _engine;

    internal EngineGauge(GrainEngine engine) => _engine = engine;

    /// <summary>The counts now; walks all activations.</summary>
    public EngineFigures Read() => _engine.ReadFigures();
}
