using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.EventLog;

namespace Twin.Grains.Facts;

/// <summary>A closed family of facts as the log keeps it: a kind word such as <c>post/SignedOn</c> and JSON.</summary>
internal sealed class FactFamily<TEvent>(string noun, JsonSerializerContext json)
    where TEvent : class
{
    private readonly FrozenDictionary<string, Type> _types = typeof(TEvent).GetNestedTypes()
        .Where(type => type.IsSubclassOf(typeof(TEvent)))
        .ToFrozenDictionary(type => $"{noun}/{type.Name}", StringComparer.Ordinal);

    public NewFact Write(TEvent happened, ImmutableArray<string> feeds) => new(
        $"{noun}/{happened.GetType().Name}", 1, JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), json), feeds);

    /// <summary>The fact; null when its kind is younger than this program.</summary>
    public TEvent? Read(Fact fact) => _types.TryGetValue(fact.Kind, out var type)
        ? (TEvent?)JsonSerializer.Deserialize(fact.Payload.Span, type, json)
        : null;
}
