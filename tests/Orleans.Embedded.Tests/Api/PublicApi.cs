using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace Orleans.Embedded.Tests.Api;

/// <summary>Lists what an assembly offers, one member a line, close to C#.</summary>
public static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Short = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(byte)] = "byte",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    private static readonly NullabilityInfoContext Nulls = new();

    /// <summary>The exported types outside a namespace.</summary>
    public static IEnumerable<Type> Types(Assembly assembly, string except) =>
        assembly.GetExportedTypes()
            .Where(type => type.Namespace != except)
            .OrderBy(Name, StringComparer.Ordinal);

    /// <summary>The type itself and then its members.</summary>
    public static IEnumerable<string> Lines(Type type)
    {
        yield return $"{Name(type)} | {Kind(type)}{Parents(type)}";
        var members = type.IsEnum
            ? Enum.GetValues(type).Cast<object>().Select(value => $"{value} = {Convert.ToInt64(value, Invariant)}")
            : type.GetMembers(Declared).Where(IsOffered).Select(Describe).Order(StringComparer.Ordinal);
        foreach (var member in members)
        {
            yield return $"{Name(type)} | {member}";
        }
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static string Name(Type type) => $"{type.Namespace}.{Text(type)}";

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => $"enum : {Text(Enum.GetUnderlyingType(type))}",
        { IsValueType: true } => IsReadOnly(type) ? "readonly struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static bool IsReadOnly(Type type) =>
        type.CustomAttributes.Any(one => one.AttributeType.Name == "IsReadOnlyAttribute");

    private static string Parents(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        var inherited = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)
            ? new[] { parent }
            : [];
        var all = inherited.Concat(type.GetInterfaces().OrderBy(Text, StringComparer.Ordinal))
            .Where(one => one.Namespace?.StartsWith("System.Runtime", StringComparison.Ordinal) != true)
            .Select(Text).ToArray();
        return all.Length == 0 ? "" : $" : {string.Join(", ", all)}";
    }

    private static bool IsOffered(MemberInfo member) => member switch
    {
        MethodBase { IsConstructor: true, IsStatic: true } => false,
        MethodInfo { IsSpecialName: true } method
            when !method.Name.StartsWith("op_", StringComparison.Ordinal) => false,
        MethodBase method => IsOffered(method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsOffered),
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false,
    };

    private static bool IsOffered(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo made => $"{Sets(made)}{Access(made)}ctor({Parameters(made)})",
        MethodInfo method => $"{Access(method)}{Text(Nulls.Create(method.ReturnParameter))} {method.Name}"
            + $"{Arguments(method)}({Parameters(method)})",
        PropertyInfo property => $"{Access(property.GetAccessors(nonPublic: true)[0])}{Required(property)}"
            + $"{Text(Nulls.Create(property))} {property.Name} {{ {Accessors(property)} }}",
        _ => member.ToString()!,
    };

    private static string Access(MethodBase method) => (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static " : "")
        + (IsOverride(method) ? "override "
            : method.IsVirtual && !method.IsFinal && !method.DeclaringType!.IsInterface ? "virtual " : "");

    private static bool IsOverride(MethodBase method) =>
        method is MethodInfo one && one.GetBaseDefinition().DeclaringType != one.DeclaringType;

    private static string Sets(ConstructorInfo made) =>
        made.IsDefined(typeof(SetsRequiredMembersAttribute)) ? "[SetsRequiredMembers] " : "";

    private static string Required(PropertyInfo property) =>
        property.CustomAttributes.Any(one => one.AttributeType.Name == "RequiredMemberAttribute") ? "required " : "";

    private static string Accessors(PropertyInfo property)
    {
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
            .Any(one => one.Name == "IsExternalInit") == true;
        var parts = new[]
        {
            property.GetMethod is { } get && IsOffered(get) ? "get;" : null,
            property.SetMethod is { } set && IsOffered(set) ? isInit ? "init;" : "set;" : null,
        };
        return string.Join(' ', parts.OfType<string>());
    }

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Constrained))}>" : "";

    private static string Constrained(Type argument)
    {
        var limits = argument.GetGenericParameterConstraints().Select(Text).ToArray();
        return limits.Length == 0 ? argument.Name : $"{argument.Name} : {string.Join(", ", limits)}";
    }

    private static string Parameters(MethodBase method)
    {
        var first = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(one =>
            $"{Text(Nulls.Create(one))} {one.Name}{(one.HasDefaultValue ? " = null" : "")}"));
    }

    private static string Text(NullabilityInfo info)
    {
        var mayBeMarked = !info.Type.IsValueType && !info.Type.IsGenericParameter;
        var mark = mayBeMarked && info.ReadState == NullabilityState.Nullable ? "?" : "";
        return info.Type.IsGenericType
            ? $"{Bare(info.Type)}<{string.Join(", ", info.GenericTypeArguments.Select(Text))}>{mark}"
            : Text(info.Type) + mark;
    }

    private static string Text(Type type) => Short.TryGetValue(type, out var known) ? known
        : type.IsGenericType ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>"
        : type.Name;

    private static string Bare(Type type) => type.Name.Split('`')[0];
}
