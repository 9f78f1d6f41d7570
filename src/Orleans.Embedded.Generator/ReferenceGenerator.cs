using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Embedded.Generator;

/// <summary>Writes a reference class for each grain interface of the project.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ReferenceGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (found, cancel) =>
                    found.SemanticModel.GetDeclaredSymbol(found.Node, cancel) is INamedTypeSymbol type
                        ? GrainInterfaceReader.Read(type, found.Node)
                        : null)
            .Where(static found => found is not null);

        context.RegisterSourceOutput(interfaces, static (output, found) => Write(output, found!));
        context.RegisterSourceOutput(interfaces.Collect(), static (output, all) => WriteList(output, all));
        foreach (var attribute in new[] { Symbols.AlwaysInterleave, Symbols.OneWay, Symbols.ResponseTimeout })
        {
            RefuseOnClasses(context, attribute);
        }
    }

    private static void Write(SourceProductionContext output, GrainInterface found)
    {
        foreach (var fault in found.Faults)
        {
            output.ReportDiagnostic(fault.ToDiagnostic());
        }

        if (found.IsSound)
        {
            output.AddSource(found.ReferenceName + ".g.cs", ReferenceWriter.Write(found));
        }
    }

    private static void WriteList(SourceProductionContext output, ImmutableArray<GrainInterface?> all)
    {
        var sound = all.Where(one => one!.IsSound).ToList();
        if (sound.Count > 0)
        {
            output.AddSource("GrainReferences.g.cs", RegistrationWriter.Write(sound!));
        }
    }

    /// <summary>On a class method the attribute would be without effect, and without a word.</summary>
    private static void RefuseOnClasses(IncrementalGeneratorInitializationContext context, string attribute)
    {
        var name = attribute.Substring(attribute.LastIndexOf('.') + 1).Replace("Attribute", "");
        var faults = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (_, _) => true,
            (found, _) => found.TargetSymbol.ContainingType?.TypeKind == TypeKind.Interface
                ? null
                : Fault.At(Rule.AttributeOnClass, found.TargetSymbol, $"[{name}]"));
        context.RegisterSourceOutput(faults, static (output, fault) =>
        {
            if (fault is not null)
            {
                output.ReportDiagnostic(fault.ToDiagnostic());
            }
        });
    }
}
