using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Twin.Client.Batches;
using Twin.Client.Frames;
using Twin.Contracts;

namespace Twin.Client;

/// <summary>A city's public door, typed. One instance serves many callers at once.</summary>
public sealed class TwinClient : IDisposable
{
    /// <summary>Connections to one server; more posts than that wait in the client.</summary>
    private const int MostConnections = 64;

    private readonly HttpClient _http;

    /// <param name="http">Its base address is the server, such as http://127.0.0.1:5080.</param>
    public TwinClient(HttpClient http) => _http = http;

    /// <summary>Opens a client for a server; nothing is sent yet.</summary>
    public static TwinClient Open(Uri server) => new(new HttpClient(
        new SocketsHttpHandler { MaxConnectionsPerServer = MostConnections, UseProxy = false, UseCookies = false })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromSeconds(100),
    });

    public Uri Server => _http.BaseAddress!;

    public void Dispose() => _http.Dispose();

    /// <summary>Signs in and keeps the token for every later call of this client.</summary>
    public async Task<AccountView> SignIn(string account, CancellationToken cancel)
    {
        var answer = await AskToken(account, cancel);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.Token);
        return answer.Account;
    }

    /// <summary>A token for somebody else's hands, such as a hub connection; this client does not use it.</summary>
    public Task<SignInAnswer> AskToken(string account, CancellationToken cancel) =>
        Post<SignInRequest, SignInAnswer>("sign-in", new SignInRequest(account), null, cancel);

    /// <param name="key">A resend with the same key is the same report.</param>
    public Task<ReportAnswer> Report(ReportRequest report, string? key, CancellationToken cancel) =>
        Post<ReportRequest, ReportAnswer>("reports", report, key, cancel);

    /// <summary>Sends any number of reports in pipelined posts; answers come in the order of the lines.</summary>
    public IAsyncEnumerable<ReportLineAnswer> Reports(
        IAsyncEnumerable<ReportLine> lines, BatchOptions options, CancellationToken cancel) =>
        BatchPipe.Run(lines, ReportBatch, options, cancel);

    /// <summary>One post of reports; an answer per line, in order.</summary>
    public Task<IReadOnlyList<ReportLineAnswer>> ReportBatch(
        IReadOnlyList<ReportLine> lines, CancellationToken cancel) =>
        LineBatch.Post<ReportLine, ReportLineAnswer>(_http, PathOf("reports:batch"), lines, cancel);

    public Task<ProgressView> Progress(string receipt, CancellationToken cancel) =>
        Get<ProgressView>($"reports/{Uri.EscapeDataString(receipt)}", cancel);

    public Task<CommandAnswer> Do(string caseId, string command, CommandRequest body, CancellationToken cancel) =>
        Post<CommandRequest, CommandAnswer>(
            $"cases/{Uri.EscapeDataString(caseId)}/{Uri.EscapeDataString(command)}", body, null, cancel);

    /// <summary>Sends any number of commands in pipelined posts; lines of one case belong into one post.</summary>
    public IAsyncEnumerable<CommandLineAnswer> Commands(
        IAsyncEnumerable<CommandLine> lines, BatchOptions options, CancellationToken cancel) =>
        BatchPipe.Run(lines, CommandBatch, options, cancel);

    /// <summary>One post of commands; lines of one case are carried out in their order.</summary>
    public Task<IReadOnlyList<CommandLineAnswer>> CommandBatch(
        IReadOnlyList<CommandLine> lines, CancellationToken cancel) =>
        LineBatch.Post<CommandLine, CommandLineAnswer>(_http, PathOf("cases:batch"), lines, cancel);

    public Task<CaseView> Case(string caseId, CancellationToken cancel) =>
        Get<CaseView>($"cases/{Uri.EscapeDataString(caseId)}", cancel);

    public Task<CasePage> Cases(CaseQuestion question, CancellationToken cancel) =>
        Get<CasePage>(question.Path(), cancel);

    public Task<CityView> City(CancellationToken cancel) => Get<CityView>("city", cancel);

    public Task<AreaView[]> Areas(CancellationToken cancel) => Get<AreaView[]>("areas", cancel);

    /// <summary>Changes the map, or shows what would change: draw, redraw, recode, move, split, merge, close.</summary>
    public Task<AreaChangeView> ChangeArea(
        string areaId, string command, AreaCommandRequest body, bool preview, CancellationToken cancel) =>
        Post<AreaCommandRequest, AreaChangeView>(
            $"areas/{Uri.EscapeDataString(areaId)}/{Uri.EscapeDataString(command)}"
            + (preview ? "?preview=true" : ""), body, null, cancel);

    /// <summary>What changed an area, and what it came of.</summary>
    public Task<AreaHistoryView> AreaHistory(string areaId, CancellationToken cancel) =>
        Get<AreaHistoryView>($"areas/{Uri.EscapeDataString(areaId)}/history", cancel);

    /// <summary>Counts of a period's cases by area.</summary>
    /// <param name="map">then: by the map at the end of the period; now: by today's.</param>
    public Task<AreaCasesView> AreaCases(
        string areaId, string map, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancel) =>
        Get<AreaCasesView>(
            $"areas/{Uri.EscapeDataString(areaId)}/cases?map={Uri.EscapeDataString(map)}"
            + $"{Moment("from", from)}{Moment("to", to)}", cancel);

    public Task<ClassView[]> Classes(CancellationToken cancel) => Get<ClassView[]>("classes", cancel);

    public Task<AreaBoardView> Board(string areaId, CancellationToken cancel) =>
        Get<AreaBoardView>($"areas/{Uri.EscapeDataString(areaId)}/board", cancel);

    /// <summary>Boards of all areas and grids, true at least up to a log position.</summary>
    public Task<BoardsView> Boards(long atLeast, CancellationToken cancel) =>
        Get<BoardsView>($"boards?atLeast={atLeast.ToString(CultureInfo.InvariantCulture)}", cancel);

    /// <summary>Metrics of an area.</summary>
    /// <param name="window">live, today, 7d, 30d or quarter.</param>
    public Task<MetricsView> Metrics(string areaId, string window, long atLeast, CancellationToken cancel) =>
        Get<MetricsView>(
            $"areas/{Uri.EscapeDataString(areaId)}/metrics?window={Uri.EscapeDataString(window)}"
            + $"&atLeast={atLeast.ToString(CultureInfo.InvariantCulture)}", cancel);

    /// <summary>All figures of an area and its vital signs, at one position.</summary>
    public Task<FiguresView> Figures(string areaId, string window, long atLeast, CancellationToken cancel) =>
        Get<FiguresView>(
            $"areas/{Uri.EscapeDataString(areaId)}/figures?window={Uri.EscapeDataString(window)}"
            + $"&atLeast={atLeast.ToString(CultureInfo.InvariantCulture)}", cancel);

    /// <summary>All devices of the city with what they told last.</summary>
    public Task<DevicesView> Devices(CancellationToken cancel) => Get<DevicesView>("devices", cancel);

    /// <summary>All seats of the city.</summary>
    public Task<PostView[]> Posts(CancellationToken cancel) => Get<PostView[]>("posts", cancel);

    /// <summary>Holidays and make-up days.</summary>
    public Task<CalendarView> Calendar(CancellationToken cancel) => Get<CalendarView>("calendar", cancel);

    private static string Moment(string name, DateTimeOffset? at) => at is { } moment
        ? $"&{name}={Uri.EscapeDataString(moment.ToString("O", CultureInfo.InvariantCulture))}"
        : "";

    /// <summary>What the server says about itself; it is refused while the server is not ready.</summary>
    public async Task<ReadyView> Ready(CancellationToken cancel)
    {
        using var answer = await _http.GetAsync(new Uri("health/ready", UriKind.Relative), cancel);
        await Problems.Check(answer, cancel);
        return await Read<ReadyView>(answer, cancel);
    }

    /// <summary>Watches an area; see <see cref="FrameWatch"/> for what it counts.</summary>
    public FrameWatch Watch(string areaId, TimeProvider time) =>
        new((after, cancel) => OpenFrames(areaId, after, cancel), time);

    /// <summary>One connection of frames; <paramref name="after"/> is the last version that is held.</summary>
    internal async Task<HttpResponseMessage> OpenFrames(string areaId, long? after, CancellationToken cancel)
    {
        using var ask = new HttpRequestMessage(
            HttpMethod.Get, PathOf($"areas/{Uri.EscapeDataString(areaId)}/frames"));
        ask.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is { } version)
        {
            ask.Headers.Add("Last-Event-ID", version.ToString(CultureInfo.InvariantCulture));
        }

        var answer = await _http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, cancel);
        await Problems.Check(answer, cancel);
        return answer;
    }

    private async Task<TAnswer> Get<TAnswer>(string path, CancellationToken cancel)
    {
        using var answer = await _http.GetAsync(PathOf(path), HttpCompletionOption.ResponseHeadersRead, cancel);
        await Problems.Check(answer, cancel);
        return await Read<TAnswer>(answer, cancel);
    }

    private async Task<TAnswer> Post<TAsk, TAnswer>(string path, TAsk body, string? key, CancellationToken cancel)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, PathOf(path));
        ask.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Wire.Of<TAsk>()));
        ask.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null)
        {
            ask.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await _http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, cancel);
        await Problems.Check(answer, cancel);
        return await Read<TAnswer>(answer, cancel);
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer, CancellationToken cancel)
    {
        using var body = await answer.Content.ReadAsStreamAsync(cancel);
        return await JsonSerializer.DeserializeAsync(body, Wire.Of<T>(), cancel)
            ?? throw new JsonException($"Found an empty answer; expected {typeof(T).Name}.");
    }

    private static Uri PathOf(string path) => new($"api/v1/{path}", UriKind.Relative);
}
