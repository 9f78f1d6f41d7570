using System.Collections.Frozen;
using System.Reflection;

namespace Orleans.Embedded.Engine;

/// <summary>All grain classes of a host, by interface and by the streams they consume.</summary>
internal sealed class GrainCatalogue
{
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;
    private readonly FrozenDictionary<string, GrainClass[]> _byStream;

    internal GrainCatalogue(GrainEngine engine, IEnumerable<Assembly> assemblies)
    {
        Classes = [.. assemblies.Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false })
            .Where(type => type.IsAssignableTo(typeof(Grain)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => new GrainClass(engine, type))];
        _byInterface = Classes
            .SelectMany(one => one.Type.GetInterfaces().Where(IsGrainInterface).Select(type => (type, one)))
            .GroupBy(pair => pair.type, pair => pair.one)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _byStream = Classes
            .SelectMany(one => one.StreamNamespaces.Select(name => (name, one)))
            .GroupBy(pair => pair.name, pair => pair.one)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    internal IReadOnlyList<GrainClass> Classes { get; }

    /// <summary>The one class behind an interface.</summary>
    internal GrainClass Find(Type grainInterface, string? classNamePrefix)
    {
        if (!_byInterface.TryGetValue(grainInterface, out var classes))
        {
            throw new ArgumentException(
                $"No grain class implements {grainInterface}. "
                + $"Name its assembly in {nameof(Hosting.EmbeddedOrleansOptions)}.");
        }

        return classes.Length == 1 && classNamePrefix is null
            ? classes[0]
            : Choose(classes, grainInterface, classNamePrefix);
    }

    /// <summary>The classes that consume streams of a namespace.</summary>
    internal GrainClass[] Consumers(string? streamNamespace) =>
        streamNamespace is not null && _byStream.TryGetValue(streamNamespace, out var classes) ? classes : [];

    /// <summary>Apart from the ordinary way, which must not pay for the closure.</summary>
    private static GrainClass Choose(GrainClass[] classes, Type grainInterface, string? prefix)
    {
        var fitting = classes
            .Where(one => prefix is null || one.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        return fitting.Length == 1
            ? fitting[0]
            : throw new ArgumentException(
                $"{fitting.Length} grain classes implement {grainInterface} with prefix '{prefix}'; one is needed.");
    }

    private static bool IsGrainInterface(Type type) =>
        type.IsAssignableTo(typeof(IGrain))
        && type != typeof(IGrain) && type != typeof(IGrainWithStringKey) && type != typeof(IGrainWithIntegerKey);
}
