using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.EventLog;
using Twin.Geo.Reference;

namespace Twin.Silo.Hosting;

/// <summary>Notes in the log which reference rows the city stands on: one fact for each import set, once.</summary>
internal sealed class Imported(IEventLog log, TimeProvider time)
{
    /// <summary>Streams are named by the set's hash, so the same rows are never noted twice.</summary>
    public const string StreamPrefix = "import/";

    public const string Kind = "reference/Imported";

    public async Task Note(ReferenceCity city, CityManifest? manifest, CancellationToken cancel)
    {
        foreach (var set in manifest?.Sets ?? [])
        {
            await Note(new ImportFact(
                set.Kind, set.Hash, city.Hash, set.Kept, set.Rows, set.Imported, set.Repaired, set.Refused), cancel);
        }
    }

    private async Task Note(ImportFact fact, CancellationToken cancel)
    {
        var stream = $"{StreamPrefix}{fact.Hash}";
        var payload = JsonSerializer.SerializeToUtf8Bytes(fact, ImportJson.Default.ImportFact);
        try
        {
            // The command id makes a second note of the same set the first one again.
            await log.Append(
                new NewBatch
                {
                    Stream = stream,
                    ExpectedVersion = 0,
                    Facts = [new NewFact(Kind, 1, payload, [])],
                    At = time.GetUtcNow(),
                    By = Author.System,
                    CommandId = stream,
                },
                cancel);
        }
        catch (LogConflictException)
        {
            // Noted before.
        }
    }
}

/// <summary>What one import set is: its hash, and what became of the rows of its source.</summary>
internal sealed record ImportFact(
    string Set, string Hash, string City, int Kept, int Rows, int Imported, int Repaired, int Refused);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImportFact))]
internal sealed partial class ImportJson : JsonSerializerContext;
