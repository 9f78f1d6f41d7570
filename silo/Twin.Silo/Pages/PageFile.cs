using System.IO.Compression;
using System.Net.Mime;

namespace Twin.Silo.Pages;

/// <summary>One file of the web part, plain and compressed.</summary>
internal sealed class PageFile(
    byte[] plain, string contentType, string tag, bool isHashed, byte[]? brotli, byte[]? gzip)
{
    /// <summary>Below it a compressed answer is not worth its header.</summary>
    private const int LeastToCompressBytes = 1_024;

    private readonly Lazy<byte[]> _brotli = new(() => brotli ?? Compress(plain, static to =>
        new BrotliStream(to, new BrotliCompressionOptions { Quality = 5 })));

    private readonly Lazy<byte[]> _gzip = new(() => gzip ?? Compress(plain, static to =>
        new GZipStream(to, CompressionLevel.Optimal)));

    private bool IsText => contentType.StartsWith("text/", StringComparison.Ordinal)
        || contentType is MediaTypeNames.Application.Json or "application/javascript" or "image/svg+xml"
            or "application/manifest+json" or "application/wasm";

    public Task Write(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.ETag = tag;
        headers.CacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (bytes, encoding) = Choose(request.Headers.AcceptEncoding.ToString());
        (headers.Vary, headers.ContentEncoding) = ("Accept-Encoding", encoding);
        context.Response.ContentType = contentType == "text/html" ? "text/html; charset=utf-8" : contentType;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private (byte[] Bytes, string? Encoding) Choose(string accepted)
    {
        if (plain.Length < LeastToCompressBytes || !IsText)
        {
            return (plain, null);
        }

        return accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? (_brotli.Value, "br")
            : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? (_gzip.Value, "gzip")
            : (plain, null);
    }

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (var through = compressor(compressed))
        {
            through.Write(plain);
        }

        return compressed.ToArray();
    }
}
