using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Twin.Geo.Reference;

/// <summary>Writes rows as lines of JSON through one reused buffer.</summary>
internal sealed class RowWriter(Stream stream) : IDisposable
{
    private const int FlushAtBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> buffer = new(2 * FlushAtBytes);

    public void Each<TItem, TRow>(IEnumerable<TItem> items, Func<TItem, TRow> rowOf, JsonTypeInfo<TRow> type)
    {
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = type.Options.Encoder,
            SkipValidation = true,
        });
        foreach (var item in items)
        {
            JsonSerializer.Serialize(json, rowOf(item), type);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= FlushAtBytes)
            {
                Flush();
            }
        }
    }

    public void Dispose() => Flush();

    private void Flush()
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
