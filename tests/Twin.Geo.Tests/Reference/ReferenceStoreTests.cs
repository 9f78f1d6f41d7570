using Twin.Geo.Demo;
using Twin.Geo.Reference;

namespace Twin.Geo.Tests.Reference;

public sealed class ReferenceStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("twin-geo-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_saved_city_opens_as_the_same_city()
    {
        var city = DemoCity.Generate(DemoSize.Small, 3);
        var (manifest, changed) = ReferenceStore.Save(folder, city.Parts);
        var opened = ReferenceCity.Open(folder);
        Assert.True(changed);
        Assert.Equal(city.Hash, manifest.Hash);
        Assert.Equal(city.Hash, opened.Hash);
        Assert.Equal(city.Hash, new ReferenceCity(opened.Parts).Hash);
        Assert.Equal(city.Name, opened.Name);
        Assert.Equal(city.Bounds, opened.Bounds);
        Assert.Equal(city.AddressCount, opened.AddressCount);
        Assert.Equal(city.Addresses[17], opened.Addresses[17]);
        Assert.Equal(city.Buildings[17].Footprint.Flat, opened.Buildings[17].Footprint.Flat);
        Assert.Equal(city.Buildings[17].Number, opened.Buildings[17].Number);
    }

    [Fact]
    public void Saving_the_same_city_again_changes_nothing()
    {
        var city = DemoCity.Generate(DemoSize.Small, 3);
        ReferenceStore.Save(folder, city.Parts);
        var before = Files();
        var (_, changed) = ReferenceStore.Save(folder, DemoCity.Generate(DemoSize.Small, 3).Parts);
        Assert.False(changed);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void A_changed_set_is_refused_by_name()
    {
        ReferenceStore.Save(folder, DemoCity.Generate(DemoSize.Small, 3).Parts);
        var buildings = ReferenceStore.Manifest(folder).Sets.Single(set => set.Kind == "buildings");
        var grids = ReferenceStore.Manifest(folder).Sets.Single(set => set.Kind == "grids");
        File.Copy(Path.Combine(folder, grids.FileName), Path.Combine(folder, buildings.FileName), overwrite: true);
        var refused = Assert.Throws<ReferenceStoreException>(() => ReferenceCity.Open(folder));
        Assert.Contains(buildings.FileName, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_cut_or_no_gzip_is_refused_by_name()
    {
        ReferenceStore.Save(folder, DemoCity.Generate(DemoSize.Small, 3).Parts);
        var posts = ReferenceStore.Manifest(folder).Sets.Single(set => set.Kind == "posts");
        File.WriteAllText(Path.Combine(folder, posts.FileName), "not gzip");
        var refused = Assert.Throws<ReferenceStoreException>(() => ReferenceCity.Open(folder));
        Assert.Contains(posts.FileName, refused.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, posts.FileName));
        Assert.Throws<ReferenceStoreException>(() => ReferenceCity.Open(folder));
    }

    [Fact]
    public void A_folder_without_a_city_says_what_to_do()
    {
        var refused = Assert.Throws<ReferenceStoreException>(() => ReferenceCity.Open(folder));
        Assert.Contains("twin import", refused.Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, CityManifest.FileName), "{ half");
        Assert.Throws<ReferenceStoreException>(() => ReferenceCity.Open(folder));
    }

    private List<(string, string)> Files() =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (path, Convert.ToHexString(File.ReadAllBytes(path)))),
    ];
}
