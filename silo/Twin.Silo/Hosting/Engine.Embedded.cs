using Orleans.Embedded.Hosting;
using Twin.Grains;
using Twin.Silo.Options;

namespace Twin.Silo.Hosting;

/// <summary>The wiring of Engine=Embedded: grains live in this process, and nothing listens for others.</summary>
internal static class Engine
{
    public const string Name = "Embedded";

    public static void AddEngine(this WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Services.AddEmbeddedOrleans(engine =>
        {
            engine.GrainAssemblies.Add(typeof(CityStreams).Assembly);
            engine.StreamProviders.Add(CityStreams.Provider);
            if (options.DropFirst || options.DropLast)
            {
                engine.StreamDrop = new LostHints(options.DropFirst, options.DropLast).Drops;
            }
        });
        builder.Services.AddSingleton<IEngineGauge, Gauge>();
    }

    private sealed class Gauge(EngineGauge engine) : IEngineGauge
    {
        public ValueTask<long> Activations(CancellationToken cancel) =>
            new(engine.Read().ActivationsByClass.Values.Sum(static count => (long)count));
    }
}
