using Twin.City.Areas;
using Twin.City.Json;
using Twin.EventLog;
using Twin.Geo.Reference;

namespace Twin.Silo.Hosting;

/// <summary>Notes in the log which reference rows the city stands on: one fact for each import set, once.</summary>
internal sealed class Imported(IEventLog log, TimeProvider time)
{
    /// <summary>Streams are named by the set's hash, so the same rows are never noted twice.</summary>
    public const string StreamPrefix = "import/";

    public async Task Note(CityManifest? manifest, CancellationToken cancel)
    {
        foreach (var set in manifest?.Sets ?? [])
        {
            await Note(new CityEvent.Imported(
                set.Kind, set.Hash, manifest!.Hash, set.Kept, set.Rows, set.Imported, set.Repaired,
                set.Refused), cancel);
        }
    }

    private async Task Note(CityEvent.Imported fact, CancellationToken cancel)
    {
        var stream = $"{StreamPrefix}{fact.Hash}";
        var encoded = CityJson.Encode(fact);
        try
        {
            // The command id makes a second note of the same set the first one again.
            await log.Append(
                new NewBatch
                {
                    Stream = stream,
                    ExpectedVersion = 0,
                    Facts = [new NewFact(encoded.Kind, CityJson.Schema, encoded.Payload, [])],
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
