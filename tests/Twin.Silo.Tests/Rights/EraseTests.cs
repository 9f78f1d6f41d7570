using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.Contracts;
using Twin.EventLog;
using Twin.EventLog.Vault;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Live;

namespace Twin.Silo.Tests.Rights;

/// <summary>After the key of a case's words is destroyed they are nowhere; the log does not notice.</summary>
public sealed class EraseTests(ITestOutputHelper output)
{
    internal const string Reported = "蓝色大象在桥洞下唱歌 XYZZY-PLUGH-8127";
    internal const string Result = "大象已送回马戏团 FROBOZZ-4431";

    [Fact]
    public async Task Erased_words_are_gone_from_files_backups_frames_and_the_log_stays_as_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("twin-erase-").FullName;
        try
        {
            var cancel = TestContext.Current.CancellationToken;
            string caseId;
            LogHead head;
            byte[][] traces;
            await using (var city = await Start(folder))
            {
                using var hub = await HubClient.Open(city.Url, await city.Token("cockpit"), cancel);
                await using var screen = hub.Watch(TinyCity.WestGrid, null, cancel).GetAsyncEnumerator(cancel);
                Assert.True(await screen.MoveNextAsync());
                var first = screen.Current.Version;
                caseId = await Handled(city);
                using var receiver = await city.As("receiver");
                var words = await receiver.Get<WordsView>($"cases/{caseId}/words?purpose=test");
                Assert.Equal((Reported, Result), (words.Report, words.Result));
                await city.Services.Settle();
                head = city.Log.Head;
                traces = Traces(folder);

                using var auditor = await city.As("auditor");
                Assert.True((await Erase(auditor, caseId)).Erased);

                Assert.Equal(head, city.Log.Head);
                Assert.True((await receiver.Get<WordsView>($"cases/{caseId}/words?purpose=test")).Forgotten);
                Assert.Empty(Found(folder, traces));
                Assert.DoesNotContain("XYZZY", await History(city, first), StringComparison.Ordinal);
                Assert.DoesNotContain("XYZZY", await Payloads(city.Log), StringComparison.Ordinal);
                Assert.False((await Erase(auditor, caseId)).Erased);
            }

            await using (var again = await Start(folder))
            {
                Assert.Equal((head.Position, head.Hash), (again.Log.Head.Position, again.Log.Head.Hash));
                using var receiver = await again.As("receiver");
                Assert.True((await receiver.Get<WordsView>($"cases/{caseId}/words?purpose=test")).Forgotten);
                Assert.Equal("Checking", (await receiver.Get<CaseView>($"cases/{caseId}")).Stage);
            }

            var backup = Backup(folder);
            Assert.Empty(Found(backup, traces));
            await using var vault = SqliteVault.Open(
                Path.Combine(backup, "vault.db"), Path.Combine(folder, "data", "keys", "vault.key"),
                TimeProvider.System, NullLogger.Instance);
            var asked = new WordsRequest(
                caseId, "none", new Author("auditor", "Auditor"), "test", TimeProvider.System.GetUtcNow());
            Assert.Null(await vault.Read(asked, cancel));
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;
            output.WriteLine($"files={files} traces={traces.Length} found=0 hash={head.Hash}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Only_an_auditor_erases_and_not_what_is_not_there()
    {
        await using var city = await TestCity.Start();
        var report = await city.Report(0, text: Reported);
        using var lead = await city.As("lead");
        using var refused = new HttpRequestMessage(
            HttpMethod.Delete, new Uri($"cases/{report.CaseId}/words", UriKind.Relative));
        Assert.Equal(403, (await lead.Problem(refused)).Status);

        using var auditor = await city.As("auditor");
        using var unknown = new HttpRequestMessage(HttpMethod.Delete, new Uri("cases/none/words", UriKind.Relative));
        Assert.Equal((404, "CaseUnknown"), await Of(auditor, unknown));
    }

    private static Task<TestCity> Start(string folder) =>
        TestCity.Start(options => options with { Log = LogStore.Sqlite }, folder);

    internal static async Task<string> Handled(TestCity city)
    {
        var report = await city.Report(0, text: Reported);
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        await worker.Command(report.CaseId, "accept");
        await worker.Command(report.CaseId, "handle", new CommandRequest(Text: Result, Photo: true));
        return report.CaseId;
    }

    internal static async Task<EraseAnswer> Erase(HttpClient auditor, string caseId)
    {
        using var answer = await auditor.DeleteAsync(
            new Uri($"cases/{caseId}/words", UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return System.Text.Json.JsonSerializer.Deserialize<EraseAnswer>(text, TestCity.Json)!;
    }

    /// <summary>What of the words may lie on a disk: plain, in both encodings, sealed, and the sealed key.</summary>
    internal static byte[][] Traces(string folder)
    {
        var traces = new List<byte[]>();
        foreach (var words in new[] { Reported, Result })
        {
            traces.Add(Encoding.UTF8.GetBytes(words));
            traces.Add(Encoding.Unicode.GetBytes(words));
            traces.Add(Encoding.UTF8.GetBytes(words.Split(' ')[1]));
        }

        using var vault = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "data", "vault.db")};Mode=ReadOnly;Pooling=False");
        vault.Open();
        foreach (var sql in new[] { "SELECT sealed FROM words", "SELECT wrapped FROM keys" })
        {
            using var ask = vault.CreateCommand();
            ask.CommandText = sql;
            using var rows = ask.ExecuteReader();
            while (rows.Read())
            {
                traces.Add((byte[])rows[0]);
            }
        }

        Assert.Equal(9, traces.Count);
        return [.. traces];
    }

    internal static List<string> Found(string folder, byte[][] traces) =>
    [
        .. from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
           where !file.EndsWith(".lock", StringComparison.Ordinal)
           let bytes = Bytes(file)
           from trace in traces.Index()
           where bytes.AsSpan().IndexOf(trace.Item) >= 0
           select $"{Path.GetFileName(file)}: trace {trace.Index}",
    ];

    private static byte[] Bytes(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[open.Length];
        open.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>SQLite's own backup of the vault, as somebody makes it who keeps backups.</summary>
    private static string Backup(string folder)
    {
        var backup = Directory.CreateDirectory(Path.Combine(folder, "backup")).FullName;
        using var from = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "vault.db")};Pooling=False");
        using var into = new SqliteConnection($"Data Source={Path.Combine(backup, "vault.db")};Pooling=False");
        from.Open();
        into.Open();
        from.BackupDatabase(into);
        return backup;
    }

    /// <summary>What a screen gets that comes back with an old version: the frames that are still kept.</summary>
    private static async Task<string> History(TestCity city, long version)
    {
        using var cockpit = await city.As("cockpit");
        cockpit.DefaultRequestHeaders.TryAddWithoutValidation("Last-Event-ID", $"{version}");
        var cancel = TestContext.Current.CancellationToken;
        await using var stream = await cockpit.GetStreamAsync(
            new Uri($"areas/{TinyCity.WestGrid}/frames", UriKind.Relative), cancel);
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        while (!text.ToString().Contains("\"Checking\"", StringComparison.Ordinal))
        {
            text.AppendLine(await reader.ReadLineAsync(cancel));
        }

        return text.ToString();
    }

    internal static async Task<string> Payloads(IEventLog log)
    {
        var text = new StringBuilder();
        foreach (var fact in await log.ReadAll(0, 10_000, TestContext.Current.CancellationToken))
        {
            text.AppendLine(Encoding.UTF8.GetString(fact.Payload.Span));
        }

        return text.ToString();
    }

    private static async Task<(int, string)> Of(HttpClient http, HttpRequestMessage request)
    {
        var problem = await http.Problem(request);
        return (problem.Status, problem.Code);
    }
}
