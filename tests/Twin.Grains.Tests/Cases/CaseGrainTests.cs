using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Cases;

public class CaseGrainTests
{
    [Fact]
    public async Task A_report_goes_to_the_seat_of_its_grid_in_one_commit()
    {
        await using var city = await LiveCity.Start();

        var answer = await city.Report("c-1", Town.East1);

        Assert.Null(answer.Refusal);
        Assert.Equal((CaseStage.AwaitAccept, 5L, false), (answer.Stage, answer.Version, answer.Again));
        var facts = await city.Log.ReadStream(CaseFacts.StreamOf(new CaseId("c-1")), 0, 99, city.Cancel);
        Assert.Equal(
            ["case/Reported", "case/ReviewOpened", "case/Filed", "case/DispatchOpened", "case/Dispatched"],
            facts.Select(fact => fact.Kind));
        Assert.Single(facts.Select(fact => fact.Commit).Distinct());
        Assert.Equal(answer.Position, facts[^1].Position);
    }

    [Fact]
    public async Task The_envelope_tells_the_reporter_from_the_rules()
    {
        await using var city = await LiveCity.Start();
        await city.Report("c-1", Town.East1);

        var facts = await city.Log.ReadStream("case/c-1", 0, 99, city.Cancel);

        Assert.Equal(new Author("a-receiver", "Receiver"), facts[0].By);
        Assert.All(facts.Skip(1), fact => Assert.Equal(Author.System, fact.By));
        Assert.All(facts, fact => Assert.Equal(("test", "Report"), (fact.Client, fact.CommandId)));
    }

    [Fact]
    public async Task A_filed_case_has_a_number_of_its_district_and_day()
    {
        await using var city = await LiveCity.Start();
        await city.Report("c-1", Town.East1);
        await city.Report("c-2", Town.West1);

        var numbers = new[] { await city.Case("c-1").See(city.Cancel), await city.Case("c-2").See(city.Cancel) };

        Assert.Equal(["33068120260515000001", "33068120260515000002"], numbers.Select(one => one!.CaseNo));
    }

    [Fact]
    public async Task A_command_given_three_times_has_one_effect()
    {
        await using var city = await LiveCity.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => city.Report("c-1", Town.East1)));

        Assert.Equal(5, city.Log.Head.Position - Reserved);
        Assert.Equal(1, answers.Count(answer => !answer.Again));
        Assert.Single(answers.Select(answer => (answer.Stage, answer.Version, answer.Position)).Distinct());
    }

    [Fact]
    public async Task A_resend_to_a_new_activation_has_the_first_answer()
    {
        var log = EventLog.Memory.MemoryEventLog.Create(TimeProvider.System);
        CaseAnswer first;
        await using (var city = await LiveCity.Start(log))
        {
            first = await city.Report("c-1", Town.East1);
            await city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
        }

        await using var again = await LiveCity.Start(log);
        Assert.Equal(first with { Again = true }, await again.Report("c-1", Town.East1));
    }

    [Fact]
    public async Task A_refusal_stores_nothing_and_takes_no_number()
    {
        await using var city = await LiveCity.Start();
        await city.Report("c-1", Town.East1);
        var head = city.Log.Head;

        var answer = await city.Do("c-1", new CaseCommand.File("E0406", Severity.S3, null, ""), Town.Filer);

        Assert.Equal("AlreadyFiled", answer.Refusal?.Code);
        Assert.Equal(head, city.Log.Head);
    }

    [Fact]
    public async Task A_case_that_another_writer_changed_forgets_its_state_and_goes_on()
    {
        await using var city = await LiveCity.Start();
        await city.Report("c-1", Town.East1);
        var stolen = (await city.Log.ReadStream("case/c-1", 0, 99, city.Cancel))[^1];
        await city.Log.Append(
            new NewBatch
            {
                Stream = "case/c-1",
                ExpectedVersion = 5,
                At = stolen.At,
                By = Author.System,
                CommandId = "elsewhere",
                Facts = [new NewFact("case/Arrived", 1, "{}"u8.ToArray(), ["area:east-1"])],
            },
            city.Cancel);

        await Assert.ThrowsAsync<LogConflictException>(Accept);
        var retried = await Accept();

        Assert.Equal((CaseStage.Handling, 7L), (retried.Stage, retried.Version));

        Task<CaseAnswer> Accept() => city.Do("c-1", new CaseCommand.Accept(null), Town.Worker(Town.East1));
    }

    [Fact]
    public async Task An_append_whose_outcome_is_unknown_is_settled_by_the_resend()
    {
        await using var log = new FlakyLog(EventLog.Memory.MemoryEventLog.Create(TimeProvider.System));
        await using var city = await LiveCity.Start(log);
        await city.Report("c-0", Town.East1);
        log.LoseNextAnswer();

        await Assert.ThrowsAsync<IOException>(() => city.Report("c-1", Town.East1));
        var resent = await city.Report("c-1", Town.East1);

        Assert.True(resent.Again);
        Assert.Equal(5, (await log.ReadStream("case/c-1", 0, 99, city.Cancel)).Length);
    }

    [Fact]
    public async Task A_full_log_refuses_and_the_case_stays_as_it_was()
    {
        await using var log = new FlakyLog(EventLog.Memory.MemoryEventLog.Create(TimeProvider.System));
        await using var city = await LiveCity.Start(log);
        await city.Report("c-1", Town.East1);
        log.RefuseNext();

        var accept = new CaseCommand.Accept(null);
        await Assert.ThrowsAsync<LogFullException>(() => city.Do("c-1", accept, Town.Worker(Town.East1)));
        var answer = await city.Do("c-1", accept, Town.Worker(Town.East1));

        Assert.Equal((CaseStage.Handling, false), (answer.Stage, answer.Again));
    }

    [Fact]
    public async Task A_case_lives_from_report_to_close_and_leaves_memory()
    {
        await using var city = await LiveCity.Start();
        var (handler, checker) = (Town.Worker(Town.East1), Town.Worker(Town.East2));
        await city.Report("c-1", Town.East1);
        await city.Do("c-1", new CaseCommand.Accept(null), handler);
        await city.Do("c-1", new CaseCommand.Arrive(), handler);
        var handled = await city.Do("c-1", new CaseCommand.Handle(new Words("r", "s"), AfterPhoto: true), handler);
        Assert.Equal(CaseStage.Checking, handled.Stage);

        await city.Do("c-1", new CaseCommand.Accept(null), checker, "accept-check");
        var closed = await city.Do("c-1", new CaseCommand.PassCheck(new Words("n", "s"), Photo: true), checker);

        Assert.Equal((CaseStage.Closed, null), (closed.Stage, closed.Refusal));
        var sight = await city.Case("c-1").See(city.Cancel);
        Assert.Equal((CaseStage.Closed, closed.Version), (sight!.Stage, sight.Version));
    }

    [Fact]
    public async Task Nobody_sees_a_case_that_is_none()
    {
        await using var city = await LiveCity.Start();

        Assert.Null(await city.Case("c-9").See(city.Cancel));
        var answer = await city.Do("c-9", new CaseCommand.Arrive(), Town.Worker(Town.East1));
        Assert.Equal("CaseUnknown", answer.Refusal?.Code);
    }

    /// <summary>The block of numbers that the first filed case of a district reserves.</summary>
    private const long Reserved = 1;
}
