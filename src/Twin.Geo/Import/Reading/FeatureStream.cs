using System.Text.Json;

namespace Twin.Geo.Import.Reading;

/// <summary>Hands out the features of a GeoJSON collection one by one; never more than one is in memory.</summary>
internal sealed class FeatureStream(Stream stream, string name)
{
    private const int StartBytes = 1 << 18;

    // A single feature of a hundred megabytes is a broken file, not a building.
    private const int MostBytes = 1 << 27;

    private byte[] buffer = new byte[StartBytes];
    private int length;
    private long before;
    private bool isEnd;
    private JsonReaderState state;

    /// <summary>Each feature's bytes, valid until the next one is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Features()
    {
        Fill(0);
        SkipMark();
        ToFeatures();
        while (Next() is var (start, end) && end > 0)
        {
            yield return buffer.AsMemory(start..end);
            Drop(end);
        }

        Rest();
    }

    // Reads tokens of the outer object until its features; everything before is skipped.
    private void ToFeatures()
    {
        var seenOpen = false;
        while (Token(out var kind, out var text))
        {
            if (!seenOpen && kind != JsonTokenType.StartObject)
            {
                throw Wrong("something else than an object", "a FeatureCollection");
            }

            if (kind == JsonTokenType.PropertyName && text == "features")
            {
                if (!Token(out kind, out _) || kind != JsonTokenType.StartArray)
                {
                    throw Wrong("features that are no list", "a list of features");
                }

                return;
            }

            if (seenOpen && kind == JsonTokenType.PropertyName)
            {
                var value = Whole();
                if (text == "crs")
                {
                    CheckDatum(value);
                }
            }

            seenOpen = true;
        }

        throw Wrong("no features", "a FeatureCollection with a list named features");
    }

    private void CheckDatum(ReadOnlySpan<byte> value)
    {
        if (value.IndexOf("CRS84"u8) < 0 && value.IndexOf("4326"u8) < 0 && value.IndexOf("4490"u8) < 0
            && !value.SequenceEqual("null"u8))
        {
            throw Wrong(
                $"the reference system {System.Text.Encoding.UTF8.GetString(value)}",
                "longitude and latitude in degrees (CRS84, EPSG:4326 or EPSG:4490)");
        }
    }

    // One token of the outer structure.
    private bool Token(out JsonTokenType kind, out string? text)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, length), isEnd, state);
            if (Read(ref reader))
            {
                (kind, state) = (reader.TokenType, reader.CurrentState);
                text = kind == JsonTokenType.PropertyName ? reader.GetString() : null;
                Drop((int)reader.BytesConsumed);
                return true;
            }

            if (isEnd)
            {
                (kind, text) = (JsonTokenType.None, null);
                return false;
            }

            Fill(length);
        }
    }

    // The whole value that follows, however deep.
    private ReadOnlySpan<byte> Whole()
    {
        var (start, end) = Next(isValue: true);
        var copy = buffer.AsSpan(start..end).ToArray();
        Drop(end);
        return copy;
    }

    // Where the next value lies in the buffer; nothing at the end of the list.
    private (int Start, int End) Next(bool isValue = false)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, length), isEnd, state);
            if (Read(ref reader))
            {
                var start = (int)reader.TokenStartIndex;
                if (!isValue && reader.TokenType == JsonTokenType.EndArray)
                {
                    state = reader.CurrentState;
                    Drop((int)reader.BytesConsumed);
                    return (0, 0);
                }

                if (Skip(ref reader))
                {
                    state = reader.CurrentState;
                    return (start, (int)reader.BytesConsumed);
                }
            }

            Fill(length);
        }
    }

    // After the features: the file must end as JSON does, or it was cut.
    private void Rest()
    {
        while (Token(out var kind, out _))
        {
            if (kind == JsonTokenType.EndObject)
            {
                return;
            }

            Whole();
        }

        throw Wrong("the end of the file", "the closing brace of the collection; the file may be cut");
    }

    private void Fill(int kept)
    {
        if (kept == buffer.Length)
        {
            if (buffer.Length >= MostBytes)
            {
                throw Wrong($"a value of more than {MostBytes} bytes", "features of the size of a city's outline");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        try
        {
            var read = stream.Read(buffer.AsSpan(kept));
            length = kept + read;
            isEnd = read == 0;
        }
        catch (InvalidDataException broken)
        {
            throw new ImportException(
                $"Found bytes in {name} that do not unpack; expected gzip. Get the file again.", broken);
        }
    }

    private void SkipMark()
    {
        if (buffer.AsSpan(0, length).StartsWith("\uFEFF"u8))
        {
            Drop(3);
        }
    }

    private void Drop(int count)
    {
        buffer.AsSpan(count..length).CopyTo(buffer);
        length -= count;
        before += count;
    }

    private bool Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException broken)
        {
            throw Broken(broken);
        }
    }

    private bool Skip(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TrySkip();
        }
        catch (JsonException broken)
        {
            throw Broken(broken);
        }
    }

    private ImportException Broken(JsonException broken) => new(
        isEnd
            ? $"Found the end of {name} too early, after byte {before}; expected the rest of a FeatureCollection. "
                + "The file is empty or cut: get it again."
            : $"Found no valid JSON in {name} after byte {before} ({broken.Message}); expected GeoJSON. "
                + "Repair the file or get it again.",
        broken);

    private ImportException Wrong(string found, string expected) =>
        new($"Found {found} in {name} after byte {before}; expected {expected}. Check that it is the right file.");
}
