using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Silo.Hosting;
using Twin.Silo.Options;

namespace Twin.Silo.Tests.Cities;

/// <summary>A whole server in this process, on a free loopback port, with a data folder of its own.</summary>
internal sealed class TestCity : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _folder;
    private readonly bool _keepsFolder;
    private readonly WebApplication _server;

    private TestCity(string folder, bool keepsFolder, WebApplication server)
    {
        (_folder, _keepsFolder, _server) = (folder, keepsFolder, server);
        Url = new Uri(ReadyLine.UrlOf(server));
        Http = new HttpClient { BaseAddress = new Uri(Url, "/api/v1/") };
    }

    public Uri Url { get; }

    /// <summary>Nobody has signed in.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _server.Services;

    public IEventLog Log => Services.GetRequiredService<IEventLog>();

    /// <summary>The moment by the city's own clock.</summary>
    public DateTimeOffset Now() => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public IVault Vault => Services.GetRequiredService<IVault>();

    /// <param name="folder">A folder to start again on; null = a new one, removed at the end.</param>
    /// <param name="time">The city's clock; null = the machine's.</param>
    public static async Task<TestCity> Start(
        Func<SiloOptions, SiloOptions>? with = null, string? folder = null, CityParts? parts = null,
        TimeProvider? time = null)
    {
        var keepsFolder = folder is not null;
        folder ??= Directory.CreateTempSubdirectory("twin-silo-").FullName;
        var city = Path.Combine(folder, "city");
        if (!ReferenceStore.Exists(city))
        {
            ReferenceStore.Save(city, parts ?? TinyCity.Parts());
            await File.WriteAllTextAsync(Path.Combine(city, CityDevices.FileName), TinyCity.Devices);
        }

        var options = new SiloOptions
        {
            Urls = "http://127.0.0.1:0",
            City = city,
            DataFolder = Path.Combine(folder, "data"),
            Log = LogStore.Memory,
            Traffic = false,
            DevelopmentSignIn = true,
            LogToConsole = false,
        };
        var server = CityServer.Build((with?.Invoke(options) ?? options).Checked(), time);
        await server.StartAsync();
        return new TestCity(folder, keepsFolder, server);
    }

    /// <summary>A client that has signed in.</summary>
    public async Task<HttpClient> As(string account, string? post = null)
    {
        var http = new HttpClient { BaseAddress = Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(account));
        if (post is not null)
        {
            using var seated = await http.PostAsync(
                new Uri($"posts/{post}/sign-on", UriKind.Relative), null, TestContext.Current.CancellationToken);
            Assert.True(seated.IsSuccessStatusCode, await seated.Content.ReadAsStringAsync());
            http.DefaultRequestHeaders.Add("X-Twin-Post", post);
        }

        return http;
    }

    public async Task<string> Token(string account) =>
        (await Http.Give<SignInRequest, SignInAnswer>("sign-in", new SignInRequest(account))).Token;

    /// <summary>Reports in the middle of a grid, counted from west to east.</summary>
    public Task<ReportAnswer> Report(int grid, string? key = null, string? text = null, string code = "E0104")
    {
        var at = TinyCity.Within(grid);
        return Http.Give<ReportRequest, ReportAnswer>(
            "reports", new ReportRequest(Class: code, Lng: at.Lng, Lat: at.Lat, Text: text), key);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        if (!_keepsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}

/// <summary>Requests that must work.</summary>
internal static class Requests
{
    /// <summary>Waits until the list has read the whole log, so that nothing of the past still moves.</summary>
    public static async Task Settle(this IServiceProvider services)
    {
        var head = services.GetRequiredService<IEventLog>().Head.Position;
        var list = services.GetRequiredService<Silo.ReadModel.CaseList>();
        Assert.True(await list.Reach(head, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    public static async Task<TAnswer> Give<TBody, TAnswer>(
        this HttpClient http, string path, TBody body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Read<TAnswer>(answer);
    }

    public static async Task<TAnswer> Get<TAnswer>(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(
            new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return await Read<TAnswer>(answer);
    }

    /// <summary>Sends lines as a batch and gives the answer of each, in order.</summary>
    public static async Task<IReadOnlyList<T>> Batch<T>(this HttpClient http, string path, string[] lines)
    {
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(
            new Uri($"./{path}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<T>(line, TestCity.Json)!)];
    }

    /// <summary>The problem that a request must end with.</summary>
    public static async Task<ProblemView> Problem(this HttpClient http, HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<ProblemView>(
            TestCity.Json, TestContext.Current.CancellationToken);
        Assert.Equal((int)answer.StatusCode, problem!.Status);
        return problem;
    }

    public static Task<CommandAnswer> Command(
        this HttpClient http, string caseId, string command, CommandRequest? body = null) =>
        http.Give<CommandRequest, CommandAnswer>($"cases/{caseId}/{command}", body ?? new CommandRequest());

    private static async Task<TAnswer> Read<TAnswer>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.RequestUri}: {text}");
        return JsonSerializer.Deserialize<TAnswer>(text, TestCity.Json)!;
    }
}
