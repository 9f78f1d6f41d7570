using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Embedded.Generator;

/// <summary>Something that a grain interface or class may not do, and where.</summary>
internal sealed record Fault(Rule Rule, string What, string File, TextSpan Span, LinePositionSpan Lines)
{
    public static Fault At(Rule rule, ISymbol symbol, string what)
    {
        var location = symbol.Locations[0];
        return new Fault(
            rule,
            what,
            location.SourceTree?.FilePath ?? "",
            location.SourceSpan,
            location.GetLineSpan().Span);
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.Of(Rule), Location.Create(File, Span, Lines), What);
}
