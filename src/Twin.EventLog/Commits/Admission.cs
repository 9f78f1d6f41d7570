using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Twin.EventLog.Commits;

/// <summary>What the log refuses at its door, because it would have to keep it for ever.</summary>
internal static class Admission
{
    /// <summary>Bytes of one payload; a bigger one is refused, because every reader would carry it for ever.</summary>
    public const int PayloadBytesMax = 4 * 1024 * 1024;

    /// <exception cref="ArgumentException">The batch is malformed; the sentence says where.</exception>
    public static NewBatch Check(NewBatch batch)
    {
        ArgumentException.ThrowIfNullOrEmpty(batch.Stream);
        ArgumentException.ThrowIfNullOrEmpty(batch.CommandId);
        ArgumentNullException.ThrowIfNull(batch.By);
        ArgumentNullException.ThrowIfNull(batch.Client);
        ArgumentNullException.ThrowIfNull(batch.Correlation);
        ArgumentNullException.ThrowIfNull(batch.RulesVersion);
        ArgumentOutOfRangeException.ThrowIfNegative(batch.ExpectedVersion);
        if (batch.Facts.IsDefaultOrEmpty)
        {
            throw new ArgumentException(
                $"The batch for '{batch.Stream}' has no fact; send at least one.", nameof(batch));
        }

        var repeats = false;
        foreach (var fact in batch.Facts)
        {
            ArgumentException.ThrowIfNullOrEmpty(fact.Kind);
            CheckPayload(batch, fact);
            repeats |= fact.Feeds.IsDefault || Repeats(fact.Feeds);
        }

        return repeats ? batch with { Facts = [.. batch.Facts.Select(EachFeedOnce)] } : batch;
    }

    private static void CheckPayload(NewBatch batch, NewFact fact)
    {
        if (fact.Payload.Length > PayloadBytesMax)
        {
            throw new ArgumentException(
                $"The payload of '{fact.Kind}' for '{batch.Stream}' has {fact.Payload.Length} bytes, at most "
                + $"{PayloadBytesMax} are kept; store it elsewhere and let the fact name its hash.", nameof(batch));
        }

        try
        {
            var reader = new Utf8JsonReader(fact.Payload.Span);
            if (Utf8.IsValid(fact.Payload.Span) && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read())
                {
                }

                return;
            }
        }
        catch (JsonException broken)
        {
            throw new ArgumentException(Sentence(batch, fact), nameof(batch), broken);
        }

        throw new ArgumentException(Sentence(batch, fact), nameof(batch));
    }

    private static string Sentence(NewBatch batch, NewFact fact) =>
        $"The payload of '{fact.Kind}' for '{batch.Stream}' is not one JSON object in UTF-8; send one.";

    private static bool Repeats(ImmutableArray<string> feeds)
    {
        for (var i = 1; i < feeds.Length; i++)
        {
            if (feeds.AsSpan(0, i).Contains(feeds[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static NewFact EachFeedOnce(NewFact fact) =>
        fact with { Feeds = fact.Feeds.IsDefault ? [] : [.. fact.Feeds.Distinct(StringComparer.Ordinal)] };
}
