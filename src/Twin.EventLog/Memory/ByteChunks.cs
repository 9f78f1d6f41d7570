using System.Runtime.InteropServices;
using System.Text;

namespace Twin.EventLog.Memory;

/// <summary>Bytes one behind the other in chunks.</summary>
internal sealed class ByteChunks
{
    private const int ChunkBytes = 1 << 16;

    private readonly List<byte[]> _chunks = [];
    private int _used = ChunkBytes;

    /// <summary>Where the next piece begins.</summary>
    public long Length => ((long)_chunks.Count * ChunkBytes) - ChunkBytes + _used;

    public void Add(string text)
    {
        Span<byte> few = stackalloc byte[512];
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var room = most <= few.Length ? few : new byte[most];
        Add(room[..Encoding.UTF8.GetBytes(text, room)]);
    }

    public void Add(ReadOnlySpan<byte> piece)
    {
        Add(piece.Length);
        Write(piece);
    }

    public void Add<T>(T value)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public string Text(ref long at)
    {
        var length = Read<int>(ref at);
        if (length == 0)
        {
            return "";
        }

        var (chunk, offset) = ((int)(at / ChunkBytes), (int)(at % ChunkBytes));
        if (offset + length > ChunkBytes)
        {
            var whole = new byte[length];
            Read(whole, ref at);
            return Encoding.UTF8.GetString(whole);
        }

        at += length;
        return Encoding.UTF8.GetString(_chunks[chunk], offset, length);
    }

    public byte[] Bytes(ref long at)
    {
        var piece = new byte[Read<int>(ref at)];
        Read(piece, ref at);
        return piece;
    }

    public T Read<T>(ref long at)
        where T : unmanaged
    {
        T value = default;
        Read(MemoryMarshal.AsBytes(new Span<T>(ref value)), ref at);
        return value;
    }

    private void Write(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (_used == ChunkBytes)
            {
                _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkBytes));
                _used = 0;
            }

            var fits = Math.Min(piece.Length, ChunkBytes - _used);
            piece[..fits].CopyTo(_chunks[^1].AsSpan(_used));
            piece = piece[fits..];
            _used += fits;
        }
    }

    private void Read(Span<byte> to, ref long at)
    {
        while (!to.IsEmpty)
        {
            var (chunk, offset) = ((int)(at / ChunkBytes), (int)(at % ChunkBytes));
            var fits = Math.Min(to.Length, ChunkBytes - offset);
            _chunks[chunk].AsSpan(offset, fits).CopyTo(to);
            to = to[fits..];
            at += fits;
        }
    }
}
