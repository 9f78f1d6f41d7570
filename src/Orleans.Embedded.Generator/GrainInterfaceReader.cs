using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.Generator;

/// <summary>Reads a grain interface from the compiler's model.</summary>
internal static class GrainInterfaceReader
{
    /// <summary>The interface as text; null if it is none of ours, or only another part of one.</summary>
    public static GrainInterface? Read(INamedTypeSymbol type, SyntaxNode node)
    {
        if (!Symbols.IsGrainInterface(type) || type.DeclaringSyntaxReferences[0].GetSyntax() != node)
        {
            return null;
        }

        var all = new[] { type }.Concat(type.AllInterfaces.Where(Symbols.IsGrainInterface)).ToList();
        var isSound = !all.SelectMany(InterfaceRules.Check).Any();
        var methods = isSound ? all.SelectMany(Methods) : [];
        return new GrainInterface(
            Symbols.Full(type),
            type.ToDisplayString().Replace('.', '_') + "_Reference",
            new EquatableList<GrainMethod>(methods),
            new EquatableList<Fault>(InterfaceRules.Check(type)))
        {
            IsSound = isSound,
        };
    }

    private static IEnumerable<GrainMethod> Methods(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.MethodKind == MethodKind.Ordinary && method.IsAbstract)
            .Select(ReadMethod);

    private static GrainMethod ReadMethod(IMethodSymbol method)
    {
        var result = ((INamedTypeSymbol)method.ReturnType).TypeArguments.FirstOrDefault();
        return new GrainMethod(
            Symbols.Full(method.ContainingType),
            method.ContainingType.ToDisplayString(),
            method.Name,
            Symbols.Full(method.ReturnType),
            result is null ? null : Symbols.Full(result),
            Symbols.ReadReturn(method.ReturnType)!.Value,
            new EquatableList<GrainParameter>(method.Parameters.Select(
                one => new GrainParameter(Symbols.Full(one.Type), one.Name, Symbols.IsToken(one)))),
            Symbols.Has(method, Symbols.AlwaysInterleave),
            Symbols.Has(method, Symbols.OneWay),
            Symbols.Argument(method, Symbols.ResponseTimeout));
    }
}
