using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Twin.Silo.Tests.Wire;

/// <summary>Writes the wire records as TypeScript interfaces, in the order of their names.</summary>
internal static class TypeScript
{
    private const string Heading =
        """
        // Generated from Twin.Contracts by Twin.Silo.Tests; do not edit.
        // Rewrite: TWIN_WRITE_TYPES=1 dotnet test tests/Twin.Silo.Tests
        // A nullable field that is null is left out on the wire. Times are ISO 8601 in UTC.

        """;

    private static readonly HashSet<Type> Numbers = [typeof(int), typeof(long), typeof(double)];
    private static readonly HashSet<Type> Strings = [typeof(string), typeof(DateTimeOffset)];

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder(Heading);
        var records = assembly.GetExportedTypes().Where(IsRecord).OrderBy(type => type.Name, StringComparer.Ordinal);
        foreach (var record in records)
        {
            text.Append("\nexport interface ").Append(record.Name).Append(" {\n");
            foreach (var property in PropertiesOf(record))
            {
                text.Append("  ").Append(FieldOf(property)).Append(";\n");
            }

            text.Append("}\n");
        }

        return text.ToString();
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static IEnumerable<PropertyInfo> PropertiesOf(Type record) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.MetadataToken);

    private static string FieldOf(PropertyInfo property)
    {
        var nullability = new NullabilityInfoContext().Create(property);
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        return nullability.ReadState == NullabilityState.Nullable
            ? $"{name}?: {TypeOf(property.PropertyType)} | null"
            : $"{name}: {TypeOf(property.PropertyType)}";
    }

    private static string TypeOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Numbers.Contains(type))
        {
            return "number";
        }

        if (type == typeof(bool))
        {
            return "boolean";
        }

        if (Strings.Contains(type))
        {
            return "string";
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return "Record<string, string>";
        }

        if (type.IsArray)
        {
            return $"{TypeOf(type.GetElementType()!)}[]";
        }

        return !typeof(IEnumerable).IsAssignableFrom(type) && IsRecord(type)
            ? type.Name
            : throw new NotSupportedException(
                $"{type} has no TypeScript form. Contracts hold numbers, strings, booleans, times, arrays, records.");
    }
}
