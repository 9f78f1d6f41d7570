using System.Buffers.Binary;
using System.Text;

namespace Twin.Geo.Tiles;

/// <summary>Writes the few protobuf shapes that a vector tile needs.</summary>
internal sealed class ProtoWriter
{
    private byte[] bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Varint(ulong value)
    {
        Room(10);
        while (value >= 0x80)
        {
            bytes[Length++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        bytes[Length++] = (byte)value;
    }

    /// <summary>Small whole numbers of either sign as small varints.</summary>
    public void ZigZag(int value) => Varint(unchecked((uint)((value << 1) ^ (value >> 31))));

    public void Varint(int field, ulong value)
    {
        Key(field, 0);
        Varint(value);
    }

    public void Float(int field, float value)
    {
        Key(field, 5);
        Room(4);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(Length), value);
        Length += 4;
    }

    public void Text(int field, string value)
    {
        Key(field, 2);
        var count = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)count);
        Room(count);
        Length += Encoding.UTF8.GetBytes(value, bytes.AsSpan(Length));
    }

    /// <summary>A nested message, or a packed list.</summary>
    public void Nested(int field, ProtoWriter message)
    {
        Key(field, 2);
        Varint((ulong)message.Length);
        Room(message.Length);
        message.Written.CopyTo(bytes.AsSpan(Length));
        Length += message.Length;
    }

    private void Key(int field, int wireType) => Varint((ulong)((field << 3) | wireType));

    private void Room(int count)
    {
        if (Length + count > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        }
    }
}
