using Twin.City.Cases;
using Twin.City.Obligations;
using static Twin.City.Tests.Obligations.ThreeDepartments;

namespace Twin.City.Tests.Obligations;

/// <summary>Three departments owe, one is silent: it alone climbs, at the stated times.</summary>
public class SilentDepartmentTests
{
    [Fact]
    public void The_silent_department_alone_climbs_at_the_stated_times() => OneIsSilent();

    public static TheoryData<string> Bugs =>
    [
        ObligationMutants.AcceptForAll, ObligationMutants.AnswerForAll, ObligationMutants.RaiseTheCase,
        ObligationMutants.RoundTheClock, ObligationMutants.SkipARung, ObligationMutants.HandleWhileOwed,
    ];

    [Theory, MemberData(nameof(Bugs))]
    public void A_seeded_bug_is_found(string bug)
    {
        ObligationMutants.TurnOn(bug);
        try
        {
            Assert.ThrowsAny<Exception>(OneIsSilent);
        }
        finally
        {
            ObligationMutants.TurnOn(null);
        }
    }

    private static void OneIsSilent()
    {
        var walk = Called().Until(Local(12, 10)).Work(Enforcement).Finish(Enforcement);
        walk.Do(walk.IdOf(Enforcement), new ObligationCommand.Rate(true, true, 5, null), Head)
            .Until(Local(12, 11)).Work(Planning);
        var (enforcement, planning) = (walk.HashOf(Enforcement), walk.HashOf(Planning));
        var silent = walk.IdOf(Silent);

        // Four working hours to accept: nobody came.
        walk.Until(Local(12, 13).AddSeconds(-1));
        Assert.Equal((ObligationStage.Called, 0), (walk.Of(Silent).Stage, walk.Of(Silent).Supervision));
        walk.Until(Local(12, 13));
        Assert.Equal((ObligationStage.NoShow, 2), (walk.Of(Silent).Stage, walk.Of(Silent).Supervision));

        // What another one writes answers for nobody else.
        walk.Until(Local(12, 14));
        var hashBefore = walk.HashOf(Silent);
        walk.Do(walk.IdOf(Planning), new ObligationCommand.Note(Town.Text), Desk(Planning));
        Assert.Equal(hashBefore, walk.HashOf(Silent));
        Assert.NotEqual(planning, walk.HashOf(Planning));
        planning = walk.HashOf(Planning);

        // A working day for a plan, then seven for a weekly note; the 19th is a holiday.
        walk.Until(Local(30, 9));
        Assert.Equal(
            [(silent, 2, Local(12, 13)), (silent, 3, Local(15, 13)), (silent, 4, Local(25, 13))], walk.Climbed);
        Assert.Equal((enforcement, planning), (walk.HashOf(Enforcement), walk.HashOf(Planning)));
        Assert.Equal(ObligationStage.Closed, walk.Of(Enforcement).Stage);
        Assert.Equal(ObligationStage.Working, walk.Of(Planning).Stage);
        Assert.Equal((0, 0), (walk.Of(Enforcement).Supervision, walk.Of(Planning).Supervision));
        Assert.Equal(0, walk.State.Supervision);

        // The case waits for all of them.
        walk.Finish(Planning);
        var done = new CaseCommand.Handle(Town.Text, AfterPhoto: true);
        Assert.Equal("PartsDecide", walk.Try(done, Town.NorthWorker)?.Code);
        walk.Work(Silent).Finish(Silent);
        Assert.Equal(CaseStage.Checking, walk.Do(done, Town.NorthWorker).State.Stage);
        Assert.Equal(3, walk.Climbed.Count);
    }

    [Fact]
    public void A_department_that_answers_each_week_and_solves_nothing_is_led_after_ten_days()
    {
        var walk = Called().Until(Local(15, 13));
        var silent = walk.IdOf(Silent);

        foreach (var day in new[] { 16, 22, 25 })
        {
            walk.Until(Local(day, 12)).Do(silent, new ObligationCommand.Note(Town.Text), Desk(Silent));
        }

        walk.Until(Local(30, 17));
        Assert.Equal(
            [(2, Local(12, 13)), (3, Local(15, 13)), (4, Local(30, 13))],
            walk.Climbed.Where(climb => climb.Obligation == silent).Select(climb => (climb.Level, climb.At)));
    }

    [Fact]
    public void One_that_works_without_a_word_is_reminded_supervised_and_listed_by_its_own_limit()
    {
        var walk = Handled(Rules).Do(Whistle(Silent, WhistleKind.Key), Street).Work(Silent);
        var dueAt = walk.State.Clocks.Single(clock => clock.Id.Name == $"WhistleDone.{walk.IdOf(Silent)}").DueAt;
        var answeredAt = Friday + ((dueAt - Friday) * 0.8);

        walk.Until(dueAt.AddHours(1));

        // Two hours for an answer to the reminder, a working day for a plan, then it is listed.
        Assert.Equal((1, answeredAt), (walk.Climbed[0].Level, walk.Climbed[0].At));
        Assert.Equal((2, answeredAt.AddHours(2)), (walk.Climbed[1].Level, walk.Climbed[1].At));
        Assert.Equal(3, walk.Climbed[2].Level);
    }

    [Fact]
    public void Progress_keeps_the_reminder_away_and_lateness_still_counts()
    {
        var walk = Handled(Rules).Do(Whistle(Silent), Street).Work(Silent);
        var id = walk.IdOf(Silent);
        var dueAt = walk.State.Clocks.Single(clock => clock.Id.Name == $"WhistleDone.{id}").DueAt;
        walk.Do(id, new ObligationCommand.Note(Town.Text), Desk(Silent));

        walk.Until(dueAt);

        Assert.Equal([(id, 2, dueAt)], walk.Climbed);
    }
}
