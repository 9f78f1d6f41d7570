using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>Makes references by way of the generated makers.</summary>
internal sealed class GrainFactory(GrainEngine engine) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Make<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Make<TGrainInterface>(primaryKey.ToString(CultureInfo.InvariantCulture), grainClassNamePrefix);

    private TGrainInterface Make<TGrainInterface>(string key, string? prefix)
        where TGrainInterface : IGrain
    {
        var make = GrainReferences.Maker<TGrainInterface>.Make ?? LoadMaker<TGrainInterface>();
        return make(new ReferenceSeed(engine.Catalogue.Find(typeof(TGrainInterface), prefix), key));
    }

    /// <summary>Runs the generated registration of an assembly of which no code has run yet.</summary>
    private static Func<ReferenceSeed, TGrainInterface> LoadMaker<TGrainInterface>()
        where TGrainInterface : IGrain
    {
        RuntimeHelpers.RunModuleConstructor(typeof(TGrainInterface).Module.ModuleHandle);
        return GrainReferences.Maker<TGrainInterface>.Make
            ?? throw new ArgumentException(
                $"{typeof(TGrainInterface)} has no generated reference. "
                + "Reference Orleans.Embedded.Generator as an analyzer in the project that declares it.");
    }
}
