using System.Text.Json;
using System.Text.Json.Nodes;

namespace Twin.Silo.Tests.BadInput;

/// <summary>One operation of /openapi/v1.json: what it asks for, by name.</summary>
/// <param name="Body">Content type and fields of the body; fields of fields are parted by dots.</param>
internal sealed record Operation(
    string Method, string Path, IReadOnlyList<(string Name, string In)> Parameters,
    (string ContentType, IReadOnlyList<string> Fields)? Body)
{
    public string Name => $"{Method} {Path}";

    /// <summary>Every field that a sender may fill in.</summary>
    public IEnumerable<string> Fields =>
        Parameters.Select(parameter => $"{parameter.In}:{parameter.Name}")
            .Concat(Body?.Fields.Select(name => $"body:{name}") ?? []);

    public static IReadOnlyList<Operation> ReadAll(JsonNode description) =>
    [
        .. from path in description["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select Read(description, path.Key, operation.Key, operation.Value!),
    ];

    private static Operation Read(JsonNode description, string path, string method, JsonNode operation)
    {
        var parameters = operation["parameters"]?.AsArray()
            .Select(parameter => ((string)parameter!["name"]!, (string)parameter["in"]!)).ToArray() ?? [];
        var body = operation["requestBody"]?["content"]?.AsObject().Single();
        return new Operation(
            method.ToUpperInvariant(),
            path,
            parameters,
            body is { } content ? (content.Key, [.. FieldsOf(description, content.Value!["schema"]!, "")]) : null);
    }

    private static IEnumerable<string> FieldsOf(JsonNode description, JsonNode schema, string under)
    {
        var properties = Resolve(description, schema)["properties"]?.AsObject()
            ?? throw new JsonException($"A body without properties: {schema}");
        foreach (var (name, property) in properties)
        {
            yield return under + name;
            if (Resolve(description, property!)["properties"] is not null)
            {
                foreach (var nested in FieldsOf(description, property!, $"{under}{name}."))
                {
                    yield return nested;
                }
            }
        }
    }

    private static JsonNode Resolve(JsonNode description, JsonNode schema) => schema["$ref"] is { } reference
        ? description["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!
        : schema;
}
