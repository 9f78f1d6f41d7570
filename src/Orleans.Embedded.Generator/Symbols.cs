using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.Generator;

/// <summary>Reads single facts from the compiler's model.</summary>
internal static class Symbols
{
    public const string AlwaysInterleave = "Orleans.Concurrency.AlwaysInterleaveAttribute";
    public const string OneWay = "Orleans.Concurrency.OneWayAttribute";
    public const string ResponseTimeout = "Orleans.ResponseTimeoutAttribute";

    private static readonly string[] Keyed = ["Orleans.IGrainWithStringKey", "Orleans.IGrainWithIntegerKey"];

    /// <summary>Whether the type derives from an interface with a key and is not one of the engine's own.</summary>
    public static bool IsGrainInterface(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(one => Keyed.Contains(one.ToDisplayString()));

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

    public static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type.ToDisplayString() == "System.Threading.CancellationToken";

    public static bool Has(ISymbol symbol, string attribute) => Find(symbol, attribute) is not null;

    /// <summary>The first argument of an attribute, as text.</summary>
    public static string? Argument(ISymbol symbol, string attribute) =>
        Find(symbol, attribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>The name of a type as generated code writes it.</summary>
    public static string Full(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(one => one.AttributeClass?.ToDisplayString() == attribute);
}
