using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;

namespace Twin.Silo.Live;

/// <summary>One frame as it goes over the wire.</summary>
/// <param name="Utf8">The JSON of a <see cref="FrameView"/>, for as long as whoever gave it says.</param>
[JsonConverter(typeof(FrameBytesConverter))]
internal sealed record FrameBytes(long Version, bool IsSnapshot, ReadOnlyMemory<byte> Utf8)
{
    public static FrameBytes Of(FrameView view, JsonTypeInfo<FrameView> type) => new(
        view.Version,
        view.Kind == FrameKinds.Snapshot,
        JsonSerializer.SerializeToUtf8Bytes(view, type));

    /// <summary>A seat's frames are whole, each of them.</summary>
    public static FrameBytes Of(PostFrameView view, JsonTypeInfo<PostFrameView> type) => new(
        view.Version, IsSnapshot: true, JsonSerializer.SerializeToUtf8Bytes(view, type));
}

/// <summary>The words of <see cref="FrameView.Kind"/>.</summary>
internal static class FrameKinds
{
    public const string Snapshot = "snapshot";
    public const string Frame = "frame";
}

/// <summary>Puts the ready bytes into the hub's message.</summary>
internal sealed class FrameBytesConverter : JsonConverter<FrameBytes>
{
    public override FrameBytes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Frames go to screens only.");

    public override void Write(Utf8JsonWriter writer, FrameBytes value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
