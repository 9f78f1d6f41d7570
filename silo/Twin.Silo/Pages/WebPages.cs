using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Twin.Silo.Options;

namespace Twin.Silo.Pages;

/// <summary>The built web part, held in memory: cockpit at <c>/</c>, the others by their names.</summary>
/// <remarks>
/// Files under assets/ carry a hash in their name and are kept by browsers for a year; the pages are asked for again
/// each time and answered with 304 when they are the same.
/// </remarks>
internal sealed class WebPages
{
    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly string[] Roots = ["index.html", "worker.html", "desk.html", "review.html"];

    private readonly FrozenDictionary<string, PageFile> _files;

    private WebPages(Dictionary<string, PageFile> files) => _files = files.ToFrozenDictionary(StringComparer.Ordinal);

    public int Count => _files.Count;

    /// <summary>
    /// The folder of the built pages: as told, beside the program, or in the sources; null when there is none.
    /// </summary>
    public static string? Find(SiloOptions options) => new[]
    {
        options.WebFolder,
        Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        SiloOptions.SolutionFolder is { } sources ? Path.Combine(sources, "web", "dist") : null,
    }.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, Roots[0])));

    public static WebPages Open(string? folder)
    {
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        if (folder is not null)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
                if (Path.GetExtension(name) is not (".br" or ".gz" or ".map"))
                {
                    files["/" + name] = FileOf(path, name);
                }
            }
        }

        Alias(files, "/", "/index.html");
        Alias(files, "/worker", "/worker.html");
        Alias(files, "/desk", "/desk.html");
        Alias(files, "/review", "/review.html");
        return new WebPages(files);
    }

    /// <summary>The file of a path; null when there is none.</summary>
    public PageFile? Page(string path) => _files.GetValueOrDefault(path);

    private static void Alias(Dictionary<string, PageFile> files, string path, string name)
    {
        if (files.TryGetValue(name, out var file))
        {
            files[path] = file;
        }
    }

    private static PageFile FileOf(string path, string name)
    {
        var bytes = File.ReadAllBytes(path);
        return new PageFile(
            bytes,
            Types.TryGetContentType(name, out var type) ? type : "application/octet-stream",
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"",
            name.StartsWith("assets/", StringComparison.Ordinal),
            Beside(path, ".br"),
            Beside(path, ".gz"));
    }

    private static byte[]? Beside(string path, string extension) =>
        File.Exists(path + extension) ? File.ReadAllBytes(path + extension) : null;
}
