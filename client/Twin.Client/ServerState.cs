using System.Collections.Immutable;
using System.Text.Json;

namespace Twin.Client;

/// <summary>What /health/ready says: where the log is and how its live connection syncs.</summary>
/// <param name="Store">sqlite or memory.</param>
/// <param name="Place">The log's file, when it has one.</param>
/// <param name="Settings">Such as synchronous = 2.</param>
public sealed record ServerState(
    long Position, string Store, string? Place, ImmutableSortedDictionary<string, string> Settings)
{
    internal static ServerState Read(JsonElement answer)
    {
        var log = Child(answer, "log") ?? answer;
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Child(log, "settings") is { ValueKind: JsonValueKind.Object } found)
        {
            foreach (var setting in found.EnumerateObject())
            {
                settings[setting.Name] = setting.Value.ToString();
            }
        }

        return new ServerState(
            PositionOf(answer) ?? PositionOf(log) ?? 0,
            Child(log, "store")?.ToString() ?? "unknown",
            Child(log, "place")?.ToString(),
            settings.ToImmutable());
    }

    private static long? PositionOf(JsonElement element) =>
        Child(element, "position") is { ValueKind: JsonValueKind.Number } plain ? plain.GetInt64()
        : Child(element, "head") is { ValueKind: JsonValueKind.Number } head ? head.GetInt64()
        : Child(element, "head") is { ValueKind: JsonValueKind.Object } whole ? PositionOf(whole)
        : null;

    private static JsonElement? Child(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var child) ? child : null;
}
