using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;

namespace Twin.Geo.Reference;

/// <summary>The reference rows of a data folder: sets named by their hash, and one manifest.</summary>
/// <remarks>
/// DIR/reference/{sha256}.{kind}.ndjson.gz and DIR/city.json. A set never changes once written; sets of earlier imports
/// stay, since facts name them. Files appear whole: they are written aside and then moved.
/// </remarks>
public static class ReferenceStore
{
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, CityManifest.FileName));

    /// <summary>The manifest of a folder.</summary>
    public static CityManifest Manifest(string folder)
    {
        var path = Path.Combine(folder, CityManifest.FileName);
        if (!File.Exists(path))
        {
            throw new ReferenceStoreException(
                $"Found no {CityManifest.FileName} in '{folder}'; expected a folder that 'twin import --data' filled. "
                + "Import a city there, or name another folder.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, CityManifest.Json.CityManifest)
                ?? throw new JsonException("nothing in it");
        }
        catch (JsonException broken)
        {
            throw new ReferenceStoreException(
                $"Found a {CityManifest.FileName} that cannot be read ({broken.Message}); expected the manifest that "
                + "'twin import' writes. Import the city again.", broken);
        }
    }

    /// <summary>Writes what is not there yet; true when anything of the folder changed.</summary>
    /// <param name="folder">The data folder; made when missing.</param>
    /// <param name="parts">The city.</param>
    /// <param name="counts">Rows of the sources by kind; a kind without an entry counts as imported one to one.</param>
    /// <param name="onlyLook">Writes nothing: what would be written, and whether it is new.</param>
    public static (CityManifest Manifest, bool Changed) Save(
        string folder, CityParts parts, IReadOnlyDictionary<string, SourceCounts>? counts = null, bool onlyLook = false)
    {
        Directory.CreateDirectory(Path.Combine(folder, "reference"));
        var sets = CanonicalForm.Kinds
            .Select(kind => SaveSet(folder, parts, kind, counts, onlyLook)).ToImmutableArray();
        var hash = CanonicalForm.HashOf(
            parts.Name, parts.Zone, parts.Demo, sets.Select(set => (set.Kind, set.Hash)));
        var manifest = new CityManifest(parts.Name, parts.Zone, parts.Demo, parts.Bounds(), hash, sets);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, CityManifest.Json.CityManifest);
        var path = Path.Combine(folder, CityManifest.FileName);
        var changed = !File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
        if (changed && !onlyLook)
        {
            Whole(path, stream => stream.Write(bytes));
        }

        return (manifest, changed);
    }

    /// <summary>Reads the whole city; every set is checked against its hash.</summary>
    public static ReferenceCity Open(string folder)
    {
        var manifest = Manifest(folder);
        ImportSet Set(string kind) => manifest.Sets.FirstOrDefault(set => set.Kind == kind)
            ?? throw new ReferenceStoreException(
                $"Found no set of {kind} in {CityManifest.FileName}; expected one of each. Import the city again.");

        // The two heavy sets are read side by side.
        var addresses = Task.Run(() => new AddressBook(
            RowReader.Read(folder, Set(CanonicalForm.Addresses), CanonicalForm.Json.AddressRow, ItemOf.Address)));
        var json = CanonicalForm.Json;
        var parts = new CityParts
        {
            Name = manifest.Name,
            Zone = manifest.Zone,
            Demo = manifest.Demo,
            Areas = [.. RowReader.Read(folder, Set(CanonicalForm.Areas), json.AreaRow, ItemOf.Area)],
            Grids = [.. RowReader.Read(folder, Set(CanonicalForm.Grids), json.GridRow, ItemOf.Grid)],
            Buildings = [.. RowReader.Read(folder, Set(CanonicalForm.Buildings), json.BuildingRow, ItemOf.Building)],
            Sites = [.. RowReader.Read(folder, Set(CanonicalForm.Sites), json.SiteRow, ItemOf.Site)],
            Posts = [.. RowReader.Read(folder, Set(CanonicalForm.Posts), json.PostRow, ItemOf.Post)],
            Ground = [.. RowReader.Read(folder, Set(CanonicalForm.Ground), json.GroundRow, ItemOf.Ground)],
            Addresses = addresses.GetAwaiter().GetResult(),
        };
        return new ReferenceCity(parts, manifest.Hash);
    }

    /// <summary>The areas and grids that a folder has now; null when it has none.</summary>
    public static MapRows? Map(string folder)
    {
        if (!Exists(folder))
        {
            return null;
        }

        var sets = Manifest(folder).Sets.ToDictionary(set => set.Kind, set => set.Hash);
        return MapRows.Open(folder, sets[CanonicalForm.Areas], sets[CanonicalForm.Grids]);
    }

    /// <summary>Ids of areas of all imports that the folder has seen.</summary>
    public static IReadOnlySet<string> UsedAreas(string folder) =>
        Used(folder, CanonicalForm.Areas, set => RowReader.Read(
            folder, set, CanonicalForm.Json.AreaRow, (row, _) => row.Id));

    /// <summary>Ids of grids of all imports that the folder has seen.</summary>
    public static IReadOnlySet<string> UsedGrids(string folder) =>
        Used(folder, CanonicalForm.Grids, set => RowReader.Read(
            folder, set, CanonicalForm.Json.GridRow, (row, _) => row.Id));

    private static HashSet<string> Used(string folder, string kind, Func<ImportSet, IEnumerable<string>> read)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var sets = Path.Combine(folder, "reference");
        foreach (var file in Directory.Exists(sets) ? Directory.GetFiles(sets, $"*.{kind}.ndjson.gz") : [])
        {
            var hash = Path.GetFileName(file).Split('.')[0];
            used.UnionWith(read(new ImportSet(kind, hash, RowReader.AnyCount, 0, 0, 0, 0)));
        }

        return used;
    }

    private static ImportSet SaveSet(
        string folder, CityParts parts, string kind, IReadOnlyDictionary<string, SourceCounts>? counts,
        bool onlyLook)
    {
        var kept = CanonicalForm.CountOf(parts, kind);
        var source = counts?.GetValueOrDefault(kind) ?? new SourceCounts(kept, 0, 0);
        var set = new ImportSet(
            kind, CanonicalForm.HashOf(parts, kind), kept, source.Rows, source.Imported, source.Repaired,
            source.Refused);
        var path = Path.Combine(folder, set.FileName);
        if (!onlyLook && !File.Exists(path))
        {
            Whole(path, stream =>
            {
                using var gzip = new GZipStream(stream, CompressionLevel.Optimal);
                CanonicalForm.Write(parts, kind, gzip);
            });
        }

        return set;
    }

    private static void Whole(string path, Action<Stream> write)
    {
        var aside = path + ".new";
        using (var stream = File.Create(aside))
        {
            write(stream);
        }

        File.Move(aside, path, overwrite: true);
    }
}

/// <summary>What became of the rows of one source.</summary>
public sealed record SourceCounts(int Imported, int Repaired, int Refused)
{
    public int Rows => Imported + Repaired + Refused;
}
