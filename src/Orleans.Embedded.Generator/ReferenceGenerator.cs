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

        context.RegisterSourceOutput(
            interfaces,
            static (output, found) =>
                output.AddSource(found!.ReferenceName + ".g.cs", ReferenceWriter.Write(found)));
        context.RegisterSourceOutput(
            interfaces.Collect(),
            static (output, all) =>
                output.AddSource("GrainReferences.g.cs", RegistrationWriter.Write(all.Select(one => one!).ToList())));
    }
}
