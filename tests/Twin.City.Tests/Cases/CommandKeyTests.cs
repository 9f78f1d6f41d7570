using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

/// <summary>One id is one command of one account; ids of older logs know the account alone.</summary>
public class CommandKeyTests
{
    private static readonly string Stored = CommandKey.Of("id-1", "print-1");

    [Fact]
    public void An_id_and_its_digest_come_apart_again()
    {
        Assert.Equal(("id-1", "print-1"), (CommandKey.IdOf(Stored), CommandKey.PrintOf(Stored)));
        Assert.Equal(("id-1", null), (CommandKey.IdOf("id-1"), CommandKey.PrintOf("id-1")));
        Assert.True(CommandKey.IsSameId(Stored, "id-1"));
        Assert.False(CommandKey.IsSameId(Stored, "id-11"));
    }

    [Theory]
    [InlineData("a-1", "print-1", false)]
    [InlineData("a-2", "print-1", true)]
    [InlineData("a-1", "print-2", true)]
    [InlineData("a-1", null, false)]
    public void Another_account_or_content_is_another_command(string by, string? print, bool isOther) =>
        Assert.Equal(isOther, CommandKey.IsOther(Stored, "a-1", CommandKey.Of("id-1", print), by));

    [Fact]
    public void An_id_of_an_older_log_is_bound_to_its_account_alone()
    {
        Assert.False(CommandKey.IsOther("id-1", "a-1", Stored, "a-1"));
        Assert.True(CommandKey.IsOther("id-1", "a-1", Stored, "a-2"));
    }

    [Fact]
    public void The_case_answers_the_same_and_refuses_the_other()
    {
        var state = CaseState.Absent(new CaseId("case-1")).After(
            new CaseEvent.ReviewOpened(), new CaseStamp(Town.Morning, 1, 10, Stored, Account: "a-1"));
        state = state.After(
            new CaseEvent.DispatchOpened(), new CaseStamp(Town.Morning, 2, 11, Stored, Account: "system"));

        Assert.Equal((2, true), Told(state.AnswerTo(Stored, "a-1")));
        Assert.Equal("CommandIdTaken", state.AnswerTo(Stored, "a-2")?.Refusal?.Code);
        Assert.Equal("CommandIdTaken", state.AnswerTo(CommandKey.Of("id-1", "print-2"), "a-1")?.Refusal?.Code);
        Assert.Null(state.AnswerTo("id-2", "a-1"));
    }

    private static (long, bool) Told(CaseAnswer? answer) => (answer!.Version, answer.Again);
}
