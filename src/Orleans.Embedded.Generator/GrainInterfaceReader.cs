using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.Generator;

/// <summary>Reads a grain interface from the compiler's model.</summary>
internal static class GrainInterfaceReader
{
    private static readonly string[] Keyed = ["Orleans.IGrainWithStringKey", "Orleans.IGrainWithIntegerKey"];

    /// <summary>The interface as text, or null if it is none of ours or the compiler should say more first.</summary>
    public static GrainInterface? Read(INamedTypeSymbol type, SyntaxNode node)
    {
        if (!IsGrainInterface(type) || type.TypeParameters.Length > 0 || !IsFirstPart(type, node))
        {
            return null;
        }

        var methods = new[] { type }.Concat(type.AllInterfaces)
            .Where(IsGrainInterface)
            .SelectMany(one => one.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.MethodKind == MethodKind.Ordinary && method.IsAbstract && !method.IsStatic)
            .Select(ReadMethod)
            .ToList();
        return methods.Contains(null)
            ? null
            : new GrainInterface(Full(type), ReferenceName(type), new EquatableList<GrainMethod>(methods!));
    }

    /// <summary>Whether the type derives from an interface with a key and is not one of the engine's own.</summary>
    public static bool IsGrainInterface(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(one => Keyed.Contains(one.ToDisplayString()));

    private static bool IsFirstPart(INamedTypeSymbol type, SyntaxNode node) =>
        type.DeclaringSyntaxReferences[0].GetSyntax() == node;

    private static GrainMethod? ReadMethod(IMethodSymbol method)
    {
        if (ReadReturn(method.ReturnType) is not { } returns || method.IsGenericMethod)
        {
            return null;
        }

        var result = ((INamedTypeSymbol)method.ReturnType).TypeArguments.FirstOrDefault();
        return new GrainMethod(
            Full(method.ContainingType),
            method.ContainingType.ToDisplayString(),
            method.Name,
            Full(method.ReturnType),
            result is null ? null : Full(result),
            returns,
            new EquatableList<GrainParameter>(method.Parameters.Select(ReadParameter)),
            Has(method, "Orleans.Concurrency.AlwaysInterleaveAttribute"),
            Has(method, "Orleans.Concurrency.OneWayAttribute"),
            Argument(method, "Orleans.ResponseTimeoutAttribute"));
    }

    private static GrainParameter ReadParameter(IParameterSymbol parameter) => new(
        Full(parameter.Type),
        parameter.Name,
        parameter.Type.ToDisplayString() == "System.Threading.CancellationToken");

    /// <summary>What a method gives back; null if a grain method may not give that back.</summary>
    public static ReturnKind? ReadReturn(ITypeSymbol type) =>
        type.OriginalDefinition.ToDisplayString() switch
        {
            "System.Threading.Tasks.Task" => ReturnKind.Task,
            "System.Threading.Tasks.Task<TResult>" => ReturnKind.TaskOfResult,
            "System.Threading.Tasks.ValueTask" => ReturnKind.ValueTask,
            "System.Threading.Tasks.ValueTask<TResult>" => ReturnKind.ValueTaskOfResult,
            _ => null,
        };

    private static bool Has(ISymbol symbol, string attribute) => Find(symbol, attribute) is not null;

    private static string? Argument(ISymbol symbol, string attribute) =>
        Find(symbol, attribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(one => one.AttributeClass?.ToDisplayString() == attribute);

    private static string ReferenceName(INamedTypeSymbol type) =>
        type.ToDisplayString().Replace('.', '_') + "_Reference";

    private static string Full(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
