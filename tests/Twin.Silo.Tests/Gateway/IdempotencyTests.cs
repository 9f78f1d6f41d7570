using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Gateway;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task A_key_sent_again_is_the_same_report_and_stores_nothing()
    {
        await using var city = await TestCity.Start();
        var first = await city.Report(0, key: "k-1", text: "一");
        var head = city.Log.Head;

        var second = await city.Report(0, key: "k-1", text: "一");

        Assert.Equal(first with { Again = true }, second);
        Assert.Equal(head, city.Log.Head);
        Assert.NotEqual(first.CaseId, (await city.Report(0, key: "k-2")).CaseId);
    }

    [Fact]
    public async Task Twenty_resends_at_once_make_one_case()
    {
        await using var city = await TestCity.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => city.Report(1, key: "same")));

        Assert.Single(answers.DistinctBy(answer => (answer.CaseId, answer.Receipt, answer.Position)));
        Assert.Single(answers, answer => !answer.Again);
        using var cockpit = await city.As("cockpit");
        Assert.Equal(1, (await cockpit.Get<CasePage>($"cases?atLeast={answers[0].Position}")).Total);
    }

    [Fact]
    public async Task A_command_sent_again_has_one_effect()
    {
        await using var city = await TestCity.Start();
        using var worker = await city.As("worker-1", TinyCity.WestPost);
        var report = await city.Report(0);
        var first = await worker.Command(report.CaseId, "accept", new CommandRequest(CommandId: "a-1"));

        var again = await worker.Command(report.CaseId, "accept", new CommandRequest(CommandId: "a-1"));

        Assert.Equal(first with { Again = true }, again);
    }

    [Fact]
    public async Task Without_a_key_each_report_is_one_of_its_own()
    {
        await using var city = await TestCity.Start();

        Assert.NotEqual((await city.Report(0)).CaseId, (await city.Report(0)).CaseId);
    }
}
