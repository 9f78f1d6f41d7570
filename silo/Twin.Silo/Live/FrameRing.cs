using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;

namespace Twin.Silo.Live;

/// <summary>The last frames of a topic as they go over the wire, for each look, in memory that is used again.</summary>
/// <remarks>
/// A frame is kept for seconds: too long to die young, too short to grow old. New bytes for each were copied twice and
/// then filled the old generation of the collector. The topic's gate guards it.
/// </remarks>
/// <param name="frames">How many are kept.</param>
internal sealed class FrameRing(int frames)
{
    private readonly Slot[] _slots = [.. Enumerable.Range(0, frames).Select(_ => new Slot())];
    private Utf8JsonWriter? _writer;

    /// <summary>Takes the place of the oldest frame; a view for each look, in the order of the looks.</summary>
    public void Put(long version, IEnumerable<(FrameView View, JsonTypeInfo<FrameView> Type)> views)
    {
        var slot = _slots[version % frames];
        (slot.Version, slot.Looks) = (version, 0);
        foreach (var (view, type) in views)
        {
            if (slot.Looks == slot.Bytes.Count)
            {
                slot.Bytes.Add(new ArrayBufferWriter<byte>());
            }

            var bytes = slot.Bytes[slot.Looks++];
            bytes.ResetWrittenCount();
            _writer ??= new(bytes, new JsonWriterOptions { Encoder = type.Options.Encoder, SkipValidation = true });
            _writer.Reset(bytes);
            JsonSerializer.Serialize(_writer, view, type);
        }
    }

    /// <summary>A frame's bytes until the next is put; null when it is not kept, or nobody had that look then.</summary>
    public ReadOnlyMemory<byte>? Find(long version, int look) =>
        _slots[version % frames] is var slot && slot.Version == version && look < slot.Looks
            ? slot.Bytes[look].WrittenMemory
            : null;

    private sealed class Slot
    {
        public long Version { get; set; } = -1;

        public int Looks { get; set; }

        public List<ArrayBufferWriter<byte>> Bytes { get; } = [];
    }
}
