using System.Text.Json.Nodes;
using Twin.Cli.Import;
using Twin.Geo;
using Twin.Geo.Reference;

namespace Twin.Cli.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private const string TwoHouses = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","id":1,"properties":{"height":9},
         "geometry":{"type":"Polygon","coordinates":[[[0,0],[0.001,0],[0.001,0.001],[0,0.001],[0,0]]]}},
        {"type":"Feature","id":2,"properties":{},"geometry":null}]}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("twin-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_import_ends_with_its_figures_and_names_what_it_refused()
    {
        var code = await Run("--grids", "squares:200m", "--cover", "0,0,0.01,0.01", "--report", At("report.txt"));
        var figures = Figures();
        Assert.Equal(0, code);
        Assert.Equal((2, 1, 0, 1), (Number(figures, "rows"), Number(figures, "imported"), Number(figures, "repaired"),
            Number(figures, "refused")));
        Assert.Equal("yes", figures["changed"]!.GetValue<string>());
        Assert.Single(figures["findings"]!.AsArray());
        Assert.Equal(
            ["Refused buildings 2 (houses.geojson, row 2): it has no geometry"], File.ReadAllLines(At("report.txt")));
        var city = ReferenceCity.Open(At("city"));
        Assert.Equal(figures["hash"]!.GetValue<string>(), city.Hash);
        Assert.NotNull(city.Index.Find(new LngLat(0.0099, 0.0099)));
    }

    [Fact]
    public async Task A_second_import_says_that_nothing_changed()
    {
        await Run();
        Assert.Equal(0, await Run());
        Assert.Equal("no", Figures()["changed"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--cover", "1,2,3")]
    [InlineData("--cover", "5,5,1,1")]
    [InlineData("--grids", "squares:1m")]
    [InlineData("--zone", "Nowhere")]
    [InlineData("--areas", "missing.csv")]
    public async Task Wrong_input_fails_with_a_sentence_and_writes_nothing(string option, string value)
    {
        Assert.Equal(1, await Run(option, value));
        var sentence = Figures()["faults"]!.AsArray().Single()!.GetValue<string>();
        Assert.Contains("Found", sentence, StringComparison.Ordinal);
        Assert.Contains("expected", sentence, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("city")));
    }

    private string At(string name) => Path.Combine(folder, name);

    private JsonNode Figures() => JsonNode.Parse(File.ReadAllText(At("figures.json")))!;

    private static int Number(JsonNode figures, string key) => figures[key]!.GetValue<int>();

    private async Task<int> Run(params string[] more)
    {
        await File.WriteAllTextAsync(At("houses.geojson"), TwoHouses, TestContext.Current.CancellationToken);
        string[] args =
        [
            "--buildings", At("houses.geojson"), "--data", At("city"), "--name", "Probe", "--json", At("figures.json"),
            .. more,
        ];
        return await ImportCommand.Build().Parse(args).InvokeAsync(
            cancellationToken: TestContext.Current.CancellationToken);
    }
}
