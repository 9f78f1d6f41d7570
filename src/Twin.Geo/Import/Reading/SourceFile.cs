using System.IO.Compression;

namespace Twin.Geo.Import.Reading;

/// <summary>A source on disk, plain or packed with gzip, that tells how far it has been read.</summary>
internal sealed class SourceFile : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const byte GzipFirst = 0x1F;
    private const byte GzipSecond = 0x8B;

    private readonly FileStream file;

    public SourceFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new ImportException($"Found no file '{path}'; expected a source to import. Check the path.");
        }

        Name = Path.GetFileName(path);
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        Span<byte> head = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2
            && head[0] == GzipFirst && head[1] == GzipSecond;
        file.Position = 0;
        Stream = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public string Name { get; }

    public Stream Stream { get; }

    public long Bytes => file.Position;

    public long OfBytes => file.Length;

    /// <summary>True for GeoJSON: the first thing in it is a brace.</summary>
    public static bool IsGeoJson(string path)
    {
        using var source = new SourceFile(path);
        using var text = new StreamReader(source.Stream);
        int next;
        do
        {
            next = text.Read();
        }
        while (next >= 0 && char.IsWhiteSpace((char)next));

        return next == '{';
    }

    public void Dispose()
    {
        Stream.Dispose();
        file.Dispose();
    }
}
