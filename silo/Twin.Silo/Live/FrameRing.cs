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
    /// <summary>What one great frame took is not kept for ever.</summary>
    private const int KeptMostBytes = 64 * 1024;

    private readonly Slot[] _slots = [.. Enumerable.Range(0, frames).Select(_ => new Slot())];
    private Utf8JsonWriter? _writer;

    /// <summary>Takes the place of the oldest frame; a view for each look, in the order of the looks.</summary>
    public void Put(long version, IEnumerable<(FrameView View, JsonTypeInfo<FrameView> Type)> views)
    {
        var slot = _slots[version % frames];
        (slot.Version, slot.Looks) = (-1, 0);
        foreach (var (view, type) in views)
        {
            var bytes = slot.Next();
            _writer ??= new(bytes, new JsonWriterOptions { Encoder = type.Options.Encoder, SkipValidation = true });
            _writer.Reset(bytes);
            JsonSerializer.Serialize(_writer, view, type);
        }

        slot.Version = version;
    }

    /// <summary>A frame's bytes until the next is put; null when it is not kept or nobody had that look.</summary>
    public ReadOnlyMemory<byte>? Find(long version, int look) =>
        _slots[version % frames] is var slot && slot.Version == version && look < slot.Looks
            ? slot.Bytes[look].WrittenMemory
            : null;

    private sealed class Slot
    {
        public long Version { get; set; } = -1;

        public int Looks { get; set; }

        public List<ArrayBufferWriter<byte>> Bytes { get; } = [];

        /// <summary>Empty, for one more look.</summary>
        public ArrayBufferWriter<byte> Next()
        {
            if (Looks == Bytes.Count)
            {
                Bytes.Add(new ArrayBufferWriter<byte>());
            }
            else if (Bytes[Looks].Capacity > KeptMostBytes)
            {
                Bytes[Looks] = new ArrayBufferWriter<byte>();
            }

            var next = Bytes[Looks++];
            next.ResetWrittenCount();
            return next;
        }
    }
}
