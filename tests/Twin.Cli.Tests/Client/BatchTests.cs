using System.Net;
using System.Text;
using Twin.Client;
using Twin.Client.Batches;
using Twin.Contracts;

namespace Twin.Cli.Tests.Client;

public class BatchTests
{
    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(1, 3, 2)]
    [InlineData(10, 3, 2)]
    [InlineData(9, 3, 1)]
    [InlineData(100, 7, 5)]
    public async Task Answers_come_in_the_order_of_the_lines(int lines, int perPost, int atOnce)
    {
        var posts = 0;
        var answers = BatchPipe.Run<int, int>(
            Numbers(lines),
            async (post, cancel) =>
            {
                posts++;
                await Task.Yield();
                return [.. post.Select(line => line * 10)];
            },
            new BatchOptions { LinesPerPost = perPost, PostsAtOnce = atOnce },
            TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, lines).Select(line => line * 10), await All(answers));
        Assert.Equal((lines + perPost - 1) / perPost, posts);
    }

    [Fact]
    public async Task When_all_posts_are_out_the_source_waits()
    {
        var taken = 0;
        var gate = new TaskCompletionSource();
        var answers = BatchPipe.Run<int, int>(
            Numbers(100, () => taken++),
            async (post, _) =>
            {
                await gate.Task;
                return [.. post];
            },
            new BatchOptions { LinesPerPost = 5, PostsAtOnce = 3 },
            TestContext.Current.CancellationToken);
        var all = All(answers);

        Assert.Equal(15, taken);
        gate.SetResult();
        Assert.Equal(100, (await all).Count);
    }

    [Fact]
    public async Task A_batch_is_lines_of_json_without_nulls()
    {
        var door = new Door("{\"line\":1,\"key\":\"k\",\"status\":201}\n");
        using var city = new TwinClient(door.Http());

        var answers = await city.ReportBatch(
            [new ReportLine("k", new ReportRequest(Class: "E0406", Text: "积水"))],
            TestContext.Current.CancellationToken);

        Assert.Equal("{\"key\":\"k\",\"report\":{\"class\":\"E0406\",\"text\":\"积水\"}}\n", door.Body);
        Assert.Equal("/api/v1/reports:batch", door.Path);
        Assert.Equal((1, 201), (answers[0].Line, answers[0].Status));
    }

    [Fact]
    public async Task An_answer_that_was_cut_is_not_taken_for_whole()
    {
        using var city = new TwinClient(new Door("{\"line\":1,\"status\":201}\n").Http());

        var wrong = await Assert.ThrowsAsync<InvalidDataException>(() => city.ReportBatch(
            [new ReportLine("a", new ReportRequest()), new ReportLine("b", new ReportRequest())],
            TestContext.Current.CancellationToken));

        Assert.Contains("1 answers to 2 lines", wrong.Message);
    }

    [Theory]
    [InlineData(
        "{\"type\":\"t\",\"title\":\"x\",\"status\":409,\"detail\":\"Found a.\",\"code\":\"CaseClosed\"}",
        "CaseClosed")]
    [InlineData("<html>bad gateway</html>", "NoProblemDetails")]
    [InlineData("", "NoProblemDetails")]
    public async Task A_no_is_told_with_its_code_and_sentence(string body, string code)
    {
        using var city = new TwinClient(new Door(body, HttpStatusCode.Conflict).Http());

        var no = await Assert.ThrowsAsync<TwinRefusedException>(
            () => city.City(TestContext.Current.CancellationToken));

        Assert.Equal((code, 409), (no.Code, no.Problem.Status));
    }

    [Fact]
    public async Task A_list_is_asked_for_with_its_fields_escaped()
    {
        var door = new Door("{\"rows\":[],\"page\":1,\"pageSize\":10,\"total\":0,\"position\":9}");
        using var city = new TwinClient(door.Http());

        await city.Cases(
            new CaseQuestion("a b", "Filed", DateTimeOffset.UnixEpoch, PageSize: 10, AtLeast: 9),
            TestContext.Current.CancellationToken);

        Assert.Equal(
            "/api/v1/cases?page=1&pageSize=10&area=a%20b&stage=Filed&from=1970-01-01T00%3A00%3A00.0000000Z&atLeast=9",
            door.Path);
    }

    private static async IAsyncEnumerable<int> Numbers(int count, Action? taken = null)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            taken?.Invoke();
            yield return i;
        }
    }

    private static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }

    /// <summary>A server of one answer that keeps what was asked.</summary>
    private sealed class Door(string answer, HttpStatusCode code = HttpStatusCode.OK) : HttpMessageHandler
    {
        public string Body { get; private set; } = "";

        public string Path { get; private set; } = "";

        public HttpClient Http() => new(this) { BaseAddress = new Uri("http://city.test/") };

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancel)
        {
            Path = request.RequestUri!.PathAndQuery;
            Body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancel);
            return new HttpResponseMessage(code)
            {
                Content = new StringContent(answer, Encoding.UTF8),
                RequestMessage = request,
            };
        }
    }
}
