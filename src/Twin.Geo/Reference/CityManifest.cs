using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Twin.Geo.Reference;

/// <summary>What a data folder says of its city: the names and the import sets it is made of.</summary>
public sealed record CityManifest(
    string Name, string Zone, bool Demo, Box Bounds, string Hash, ImmutableArray<ImportSet> Sets)
{
    public const string FileName = "city.json";

    internal static ManifestJson Json { get; } = new(new JsonSerializerOptions(ManifestJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>One set of reference rows, named by the hash of its content.</summary>
/// <remarks>Rows of the source = Imported + Repaired + Refused; Kept = rows of the set, drawn ones too.</remarks>
public sealed record ImportSet(
    string Kind, string Hash, int Kept, int Rows, int Imported, int Repaired, int Refused)
{
    /// <summary>The file of the set, relative to the data folder.</summary>
    [JsonIgnore]
    public string FileName => Path.Combine("reference", $"{Hash}.{Kind}.ndjson.gz");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CityManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
