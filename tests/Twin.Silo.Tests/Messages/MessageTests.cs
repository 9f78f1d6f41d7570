using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;
using Twin.Silo.Messages;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Messages;

/// <summary>Progress to a reporter who asked for it: a file for each cause, once, whatever is started again.</summary>
public sealed class MessageTests : IDisposable
{
    private const string Address = "reach-me-under-this";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-message-");

    private string Outbox => Path.Combine(_folder.FullName, "outbox");

    private string Journal => Path.Combine(_folder.FullName, "sent");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Whoever_asked_is_told_of_each_step_once_also_after_a_restart_and_a_lost_mark()
    {
        string asked;
        await using (var city = await Start())
        {
            asked = (await Report(city, "Message")).CaseId;
            await Report(city, null);
            using var port = new FileDrop(Outbox, Journal);
            await city.Services.Settle();
            Assert.Equal(1, await Sweep(city, port));
            Assert.Equal(0, await Sweep(city, port));
        }

        File.Delete(Path.Combine(_folder.FullName, "data", "messages.position"));
        var first = Assert.Single(Files());
        Assert.Equal((Address, "Message"), (first.To, first.Channel));
        Assert.Contains("已立案", first.Zh, StringComparison.Ordinal);
        // The carrier has taken it away.
        Directory.Delete(Outbox, recursive: true);

        await using var again = await Start();
        using var worker = await again.As("worker-1", TinyCity.WestPost);
        await worker.Command(asked, "accept");
        await worker.Command(asked, "handle", new CommandRequest(Text: "已修好", Photo: true));
        await again.Services.Settle();
        using var next = new FileDrop(Outbox, Journal);
        Assert.Equal(1, await Sweep(again, next));
        Assert.Contains("已处置", Assert.Single(Files()).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_is_asked_of_the_vault_and_stands_in_no_fact()
    {
        await using var city = await Start();
        var id = (await Report(city, "Letter")).CaseId;
        using var port = new FileDrop(Outbox, Journal);
        await city.Services.Settle();
        await Sweep(city, port);

        var audit = await city.Vault.ReadAudit($"contact/{id}", TestContext.Current.CancellationToken);
        Assert.Equal("message", Assert.Single(audit).Purpose);
        foreach (var fact in await city.Log.ReadAll(0, 1_000, TestContext.Current.CancellationToken))
        {
            var text = System.Text.Encoding.UTF8.GetString(fact.Payload.Span);
            Assert.DoesNotContain(Address, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Address, File.ReadAllText(Journal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_but_not_shown_shows_at_the_next_start_and_is_not_written_twice()
    {
        var message = new OutgoingMessage("case/7", "Message", Address, null, "x", "x", DateTimeOffset.UnixEpoch);
        using (var port = new FileDrop(Outbox, Journal))
        {
            Assert.True(await port.Send(message, TestContext.Current.CancellationToken));
        }

        var shown = Directory.GetFiles(Outbox).Single();
        File.Move(shown, Path.ChangeExtension(shown, ".part"));
        File.WriteAllText(Path.Combine(Outbox, "unknown.part"), "torn");
        using var again = new FileDrop(Outbox, Journal);

        Assert.Equal([shown], Directory.GetFiles(Outbox));
        Assert.False(await again.Send(message, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_wants_to_be_told_must_be_reachable_and_without_a_folder_nobody_is_told()
    {
        await using var city = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("reports", UriKind.Relative))
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new ReportRequest(Class: "E0104", Text: "x", Tell: "Message"), options: TestCity.Json),
        };

        var refused = await city.Http.Problem(request);
        Assert.Equal(("FieldInvalid", "tell"), (refused.Code, refused.Field));
        Assert.False(Directory.Exists(Outbox));
    }

    private static Task<ReportAnswer> Report(TestCity city, string? tell)
    {
        var at = TinyCity.Within(0);
        return city.Http.Give<ReportRequest, ReportAnswer>("reports", new ReportRequest(
            Class: "E0104", Lng: at.Lng, Lat: at.Lat, Contact: Address, Tell: tell));
    }

    private static Task<int> Sweep(TestCity city, IMessagePort port) =>
        city.Services.GetRequiredService<MessagePost>().Sweep(port, TestContext.Current.CancellationToken);

    private IEnumerable<OutgoingMessage> Files() => Directory.GetFiles(Outbox)
        .Select(file => JsonSerializer.Deserialize<OutgoingMessage>(File.ReadAllText(file), TestCity.Json)!);

    private Task<TestCity> Start() => TestCity.Start(
        options => options with { Log = LogStore.Sqlite }, _folder.FullName);
}
