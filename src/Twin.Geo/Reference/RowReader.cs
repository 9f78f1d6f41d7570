using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Twin.Geo.Reference;

/// <summary>Reads one set of the reference store line by line, and checks its hash on the way.</summary>
internal static class RowReader
{
    /// <summary>Stands for a number of rows that is not known; the hash proves them all the same.</summary>
    public const int AnyCount = -1;

    private const int ChunkBytes = 1 << 18;

    public static List<TItem> Read<TItem, TRow>(
        string folder, ImportSet set, JsonTypeInfo<TRow> type, Func<TRow, int, TItem> itemOf)
    {
        var path = Path.Combine(folder, set.FileName);
        if (!File.Exists(path))
        {
            throw new ReferenceStoreException(
                $"Found no file {set.FileName}; expected the set of {set.Kind} that {CityManifest.FileName} names. "
                + "Import the city again.");
        }

        var items = new List<TItem>(Math.Max(set.Kept, 0));
        var hash = Lines(path, set, line => items.Add(itemOf(Row(line, type, set, items.Count), items.Count)));
        if (hash != set.Hash || (set.Kept != AnyCount && items.Count != set.Kept))
        {
            throw new ReferenceStoreException(
                $"Found {items.Count} rows with hash {hash} in {set.FileName}; expected {set.Kept} rows that give its "
                + "name. The file was changed or cut: import the city again.");
        }

        return items;
    }

    private static TRow Row<TRow>(ReadOnlySpan<byte> line, JsonTypeInfo<TRow> type, ImportSet set, int row)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type)
                ?? throw new JsonException("an empty row");
        }
        catch (JsonException broken)
        {
            throw new ReferenceStoreException(
                $"Found a broken row {row + 1} in {set.FileName} ({broken.Message}); expected one JSON object a line. "
                + "Import the city again.", broken);
        }
    }

    private delegate void LineVisitor(ReadOnlySpan<byte> line);

    private static string Lines(string path, ImportSet set, LineVisitor visit)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var buffer = new byte[ChunkBytes];
        var kept = 0;
        while (true)
        {
            if (kept == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = Fill(stream, buffer.AsSpan(kept), set);
            hash.AppendData(buffer, kept, read);
            kept = Split(buffer, kept + read, visit);
            if (read == 0)
            {
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            }
        }
    }

    private static int Fill(GZipStream stream, Span<byte> room, ImportSet set)
    {
        try
        {
            return stream.Read(room);
        }
        catch (InvalidDataException broken)
        {
            throw new ReferenceStoreException(
                $"Found bytes in {set.FileName} that do not unpack; expected gzip. Import the city again.", broken);
        }
    }

    // Hands on the whole lines, moves the rest to the front and says how long it is.
    private static int Split(byte[] buffer, int length, LineVisitor visit)
    {
        var start = 0;
        for (int end; (end = buffer.AsSpan(start..length).IndexOf((byte)'\n')) >= 0; start += end + 1)
        {
            visit(buffer.AsSpan(start, end));
        }

        buffer.AsSpan(start..length).CopyTo(buffer);
        return length - start;
    }
}
