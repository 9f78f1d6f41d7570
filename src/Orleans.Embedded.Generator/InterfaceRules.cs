using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.Generator;

/// <summary>Looks for what a grain interface may not have.</summary>
internal static class InterfaceRules
{
    /// <summary>All faults of the members that the interface itself declares.</summary>
    public static IEnumerable<Fault> Check(INamedTypeSymbol type)
    {
        if (!IsReachable(type))
        {
            yield return Fault.At(Rule.Reachable, type, type.Name);
        }

        foreach (var member in type.GetMembers().Where(one => !one.IsImplicitlyDeclared))
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                foreach (var fault in Check(method))
                {
                    yield return fault;
                }
            }
            else if (member is not IMethodSymbol)
            {
                yield return Fault.At(Rule.OnlyMethods, member, member.Name);
            }
        }
    }

    private static IEnumerable<Fault> Check(IMethodSymbol method)
    {
        var returns = Symbols.ReadReturn(method.ReturnType);
        if (returns is null)
        {
            yield return Fault.At(Rule.ReturnType, method, method.Name);
        }

        if (method.IsGenericMethod || method.IsStatic || method.Parameters.Any(one => one.RefKind != RefKind.None))
        {
            yield return Fault.At(Rule.OnlyMethods, method, method.Name);
        }

        if (Symbols.Has(method, Symbols.OneWay) && returns is ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult)
        {
            yield return Fault.At(Rule.OneWayAnswers, method, method.Name);
        }

        if (method.Parameters.Take(method.Parameters.Length - 1).Any(Symbols.IsToken))
        {
            yield return Fault.At(Rule.TokenLast, method, method.Name);
        }

        if (Symbols.Argument(method, Symbols.ResponseTimeout) is { } timeout && !IsTimeout(timeout))
        {
            yield return Fault.At(Rule.Timeout, method, $"'{timeout}'");
        }
    }

    private static bool IsTimeout(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero;

    private static bool IsReachable(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.ContainingType)
        {
            if (one.IsGenericType || one.IsFileLocal
                || one.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
            {
                return false;
            }
        }

        return true;
    }
}
