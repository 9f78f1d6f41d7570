using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.Generator;

/// <summary>What the generator refuses; the number is part of the identity.</summary>
internal enum Rule
{
    ReturnType = 1,
    OnlyMethods = 2,
    AttributeOnClass = 3,
    OneWayAnswers = 4,
    TokenLast = 5,
    Timeout = 6,
    Reachable = 7,
}

/// <summary>The rules as the compiler wants them.</summary>
internal static class Rules
{
    public static DiagnosticDescriptor Of(Rule rule) => rule switch
    {
        Rule.ReturnType => Make(rule, "{0} must return Task, Task<T>, ValueTask or ValueTask<T>"),
        Rule.OnlyMethods => Make(
            rule, "{0}: a grain interface has plain methods only; nothing generic, static or by ref, no property"),
        Rule.AttributeOnClass => Make(rule, "{0} has no effect on a class; it belongs on the interface method"),
        Rule.OneWayAnswers => Make(rule, "{0} is one-way and must return Task or ValueTask"),
        Rule.TokenLast => Make(rule, "{0} must take at most one CancellationToken, as its last parameter"),
        Rule.Timeout => Make(rule, "{0} is not a time span above zero, such as 00:00:05"),
        _ => Make(rule, "{0} cannot be reached by generated code: make it and its containers public, not generic"),
    };

    private static DiagnosticDescriptor Make(Rule rule, string text) => new(
        $"OE{(int)rule:0000}", text, text, "Orleans.Embedded", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
