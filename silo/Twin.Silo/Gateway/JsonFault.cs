using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>Says in a sentence what is wrong with a JSON body.</summary>
internal static class JsonFault
{
    public static ProblemView Explain(JsonException fault, JsonTypeInfo type)
    {
        var field = FieldOf(fault.Path);
        if (field.Length > 0 && KindOf(type, field) is { } kind && !IsBroken(fault))
        {
            return Problem.Field(field, "a value of another kind, missing or given twice", kind);
        }

        var place = fault.LineNumber is { } line
            ? $"line {line + 1}, byte {fault.BytePositionInLine + 1}"
            : "an unknown place";
        return Problem.Of(
            StatusCodes.Status400BadRequest,
            "JsonInvalid",
            new Say(
                $"Found a body that is no JSON of this kind, at {place}{Missing(fault)}; expected one JSON object as "
                + "/openapi/v1.json describes it. Correct it and send again.",
                "请求内容不是有效的 JSON；应为 /openapi/v1.json 所描述的一个对象。请改正后重新提交。"),
            field.Length > 0 ? field : null);
    }

    // The reader's own faults are of a type derived from JsonException; those of conversion are not.
    private static bool IsBroken(JsonException fault) => fault.InnerException is JsonException;

    // System.Text.Json names missing members only in its message.
    private static string Missing(JsonException fault)
    {
        var message = fault.Message;
        var at = message.IndexOf("including: ", StringComparison.Ordinal);
        return at < 0 ? "" : $" (missing {message[(at + "including: ".Length)..].Split('.')[0]})";
    }

    private static string FieldOf(string? path) =>
        path is ['$', '.', .. var rest] ? rest.Split('[', '.', '\'')[^1] is { Length: > 0 } last ? last : rest : "";

    private static Say? KindOf(JsonTypeInfo type, string field)
    {
        foreach (var property in type.Properties)
        {
            if (property.Name == field)
            {
                return KindOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            }

            if (property.PropertyType.IsClass
                && property.PropertyType.Namespace == type.Type.Namespace
                && KindOf(type.Options.GetTypeInfo(property.PropertyType), field) is { } nested)
            {
                return nested;
            }
        }

        return null;
    }

    private static Say KindOf(Type type) => type switch
    {
        _ when type == typeof(bool) => new Say("true or false", "true 或 false"),
        _ when type == typeof(double) => new Say("a number", "数字"),
        _ when type == typeof(long) || type == typeof(int) => new Say("a whole number", "整数"),
        _ when type == typeof(DateTimeOffset) =>
            new Say("a time in ISO 8601 with zone, such as 2026-03-01T08:00:00Z", "带时区的 ISO 8601 时间"),
        _ when type == typeof(string) => new Say("a text in valid Unicode", "有效的文字"),
        _ => new Say("an object", "对象"),
    };
}
