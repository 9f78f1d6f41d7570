using System.IO.Compression;
using System.Net;
using System.Text;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Pages;

public sealed class WebPagesTests : IDisposable
{
    private static readonly string Script = string.Concat(Enumerable.Repeat("const road = 'Road';\n", 200));

    private readonly DirectoryInfo _web = Directory.CreateTempSubdirectory("twin-web-");

    public WebPagesTests()
    {
        Write("index.html", "<title>cockpit</title>");
        Write("worker.html", "<title>worker</title>");
        Write("assets/app-1a2b.js", Script);
        Write("assets/app-1a2b.js.map", "{}");
    }

    public void Dispose() => _web.Delete(recursive: true);

    [Theory]
    [InlineData("/", "cockpit")]
    [InlineData("/worker", "worker")]
    [InlineData("/worker/", "worker")]
    [InlineData("/index.html", "cockpit")]
    public async Task Pages_stand_at_their_paths_and_are_asked_for_again(string path, string title)
    {
        await using var city = await Start();
        using var first = await Get(city, path, null);
        var page = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.True(first.Headers.CacheControl!.NoCache);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(city.Url, path));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await city.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Hashed_files_are_kept_for_a_year_and_come_compressed()
    {
        await using var city = await Start();
        using var answer = await Get(city, "/assets/app-1a2b.js", "gzip, br");

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        await using var body = new BrotliStream(
            await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(body);
        Assert.Equal(Script, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/assets/app-1a2b.js.map")]
    [InlineData("/../data/log.db")]
    [InlineData("/assets/../../secret")]
    public async Task Nothing_else_is_given_out(string path)
    {
        await using var city = await Start();
        using var cockpit = await city.As("cockpit");
        using var answer = await cockpit.GetAsync(new Uri(city.Url, path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<TestCity> Start() => TestCity.Start(options => options with { WebFolder = _web.FullName });

    private static async Task<HttpResponseMessage> Get(TestCity city, string path, string? encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(city.Url, path));
        if (encodings is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        }

        return await city.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_web.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Encoding.UTF8);
    }
}
