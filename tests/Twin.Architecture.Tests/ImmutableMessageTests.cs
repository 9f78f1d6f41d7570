using System.Collections.Immutable;
using System.Reflection;
using Orleans.Runtime;
using Twin.Grains.Cases;

namespace Twin.Architecture.Tests;

/// <summary>What crosses a grain call is immutable: Orleans copies arguments, the embedded engine does not.</summary>
public class ImmutableMessageTests
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(decimal), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Guid), typeof(CancellationToken), typeof(void), typeof(Task), typeof(ValueTask),
    ];

    private static readonly HashSet<Type> Carriers = [typeof(Task<>), typeof(ValueTask<>), typeof(Nullable<>)];

    [Fact]
    public void Every_type_in_a_grain_signature_is_immutable()
    {
        var faults = new List<string>();
        var seen = new HashSet<Type>();
        foreach (var contract in GrainInterfaces())
        {
            foreach (var method in contract.GetMethods())
            {
                var where = $"{contract.Name}.{method.Name}";
                foreach (var parameter in method.GetParameters()) Look(parameter.ParameterType, where, faults, seen);
                Look(method.ReturnType, where, faults, seen);
            }
        }

        Faults.None(faults);
        Assert.True(seen.Count > 20, $"only {seen.Count} types were looked at");
    }

    [Fact]
    public void A_mutable_message_is_found()
    {
        var faults = new List<string>();
        Look(typeof(Careless), "seeded", faults, []);

        Assert.Equal(2, faults.Count);
    }

    private static IEnumerable<Type> GrainInterfaces() =>
        typeof(ICaseGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)));

    private static void Look(Type type, string where, List<string> faults, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || Plain.Contains(type) || !seen.Add(type)) return;
        if (type.IsArray || type.IsAssignableTo(typeof(Delegate)))
        {
            faults.Add($"{where}: {type.Name} can be changed by both sides");
            return;
        }

        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments()) Look(argument, where, faults, seen);
            var definition = type.GetGenericTypeDefinition();
            if (Carriers.Contains(definition)) return;
            if (definition.Namespace == typeof(ImmutableArray).Namespace
                && definition.Name.StartsWith("Immutable", StringComparison.Ordinal)) return;
        }

        if (type.Namespace?.StartsWith("Twin", StringComparison.Ordinal) != true)
        {
            faults.Add($"{where}: {type} is no record of ours");
            return;
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is { } setter && !IsInit(setter))
            {
                faults.Add($"{where}: {type.Name}.{property.Name} has a setter");
            }

            Look(property.PropertyType, $"{where} → {type.Name}.{property.Name}", faults, seen);
        }

        foreach (var member in type.GetNestedTypes().Where(type.IsAssignableFrom)) Look(member, where, faults, seen);
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    private sealed record Careless(List<string> Lines)
    {
        public int Count { get; set; }
    }
}
