using Orleans.Embedded.Hosting;
using Twin.Grains;
using Twin.Silo.Options;

namespace Twin.Silo.Hosting;

/// <summary>The wiring of Engine=Embedded; the one place that knows which engine runs the grains.</summary>
internal static class Engine
{
    public const string Name = "Embedded";

    public static void AddEngine(this IServiceCollection services, SiloOptions options) =>
        services.AddEmbeddedOrleans(engine =>
        {
            engine.GrainAssemblies.Add(typeof(CityStreams).Assembly);
            engine.StreamProviders.Add(CityStreams.Provider);
            if (options.DropFirst || options.DropLast)
            {
                engine.StreamDrop = new LostHints(options.DropFirst, options.DropLast).Drops;
            }
        });
}
