using System.ComponentModel;

namespace Orleans.Embedded.Hosting;

/// <summary>Knows how to make a reference for each grain interface; filled by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GrainReferences
{
    /// <summary>Registers the maker of references to this interface.</summary>
    public static void Register<TInterface>(Func<ReferenceSeed, TInterface> make)
        where TInterface : IGrain =>
        Maker<TInterface>.Make = make;

    internal static class Maker<TInterface>
    {
        internal static Func<ReferenceSeed, TInterface>? Make { get; set; }
    }
}
