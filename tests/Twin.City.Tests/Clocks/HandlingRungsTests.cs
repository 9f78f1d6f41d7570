using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tests.Cases;

namespace Twin.City.Tests.Clocks;

/// <summary>The moments before and after T5, and what a pause makes of them.</summary>
public class HandlingRungsTests
{
    private static readonly Actor Head = Actor.System with { Account = "head", Roles = ["CentreHead"] };

    [Fact]
    public void Whoever_is_silent_is_reminded_supervised_listed_and_led_at_the_moments_of_the_table()
    {
        var walk = AtWork();
        var (from, due) = (walk.Now, Clock(walk, "T5").DueAt);

        Assert.Equal(from + ((due - from) * 0.8), Clock(walk, "T5.remind").DueAt);
        Assert.Equal(from + ((due - from) * 2), Clock(walk, "T5.twice").DueAt);

        Pass(walk, "T5.remind");
        Assert.Equal((1, "T5.remind"), (walk.State.Supervision, Reason(walk)));
        Answer(walk);
        Pass(walk, "T5");
        Assert.Equal((2, "T5"), (walk.State.Supervision, Reason(walk)));
        Answer(walk);
        Pass(walk, "T5.twice");
        Assert.Equal((3, "T5.twice"), (walk.State.Supervision, Reason(walk)));
        Answer(walk);
        Pass(walk, "SupervisionAnswer.solve");
        Assert.Equal((4, "SupervisionAnswer.solve"), (walk.State.Supervision, Reason(walk)));
    }

    [Fact]
    public void Whoever_has_made_progress_is_not_reminded()
    {
        Assert.DoesNotContain("T5.remind", Names(Answer(AtWork())));
        Assert.DoesNotContain("T5.remind", Names(AtWork().Do(new CaseCommand.Arrive(), Town.NorthWorker)));
        Assert.Contains("T5.twice", Names(Answer(AtWork())));
    }

    [Fact]
    public void A_pause_forgives_nothing_that_was_due()
    {
        var walk = AtWork();
        var due = Clock(walk, "T5").DueAt;
        walk.Now = due.AddSeconds(1);

        Pend(walk);

        // In one commit, though no clock has fired.
        Assert.Equal(
            ["T5.remind", "T5"], walk.Happened.OfType<CaseEvent.DeadlinePassed>().Select(one => one.Clock.Name));
        Assert.Equal(CaseStage.Pending, walk.State.Stage);
        Assert.DoesNotContain(walk.State.Paused, clock => clock.DueAt <= walk.Now);
        Assert.Equal((2, "T5"), (walk.BySystem().State.Supervision, Reason(walk)));
        Assert.Null(CaseFlow.WhenDue(walk.State, Clock(walk, "T5").Id, due));

        walk.Now = walk.Now.AddDays(20);
        walk.Do(new CaseCommand.Resume(), Actor.System);
        Assert.Equal(due, walk.State.DueAt);
        Assert.True(Clock(walk, "T5").Passed);
    }

    [Fact]
    public void After_a_pause_the_reminder_comes_at_the_same_share_of_what_was_left()
    {
        var walk = AtWork();
        var (from, due) = (walk.Now, Clock(walk, "T5").DueAt);
        walk.Now = from + ((due - from) * 0.6);
        Pend(walk);
        walk.Now = walk.Now.AddDays(20);
        walk.Do(new CaseCommand.Resume(), Actor.System);

        Assert.Equal(walk.Now + ((due - from) * 0.4), Clock(walk, "T5").DueAt);
        Assert.Equal(walk.Now + ((due - from) * 0.2), Clock(walk, "T5.remind").DueAt);
        Assert.Equal(walk.Now + ((due - from) * 1.4), Clock(walk, "T5.twice").DueAt);
    }

    [Fact]
    public void Moved_by_a_mode_all_three_move_by_their_share()
    {
        var walk = AtWork();
        var (from, t5) = (walk.Now, Clock(walk, "T5"));
        var whole = t5.DueAt - from;
        walk.Do(new CaseCommand.MoveDeadline(t5.Id, from + (whole * 2), "Mode"), Actor.System);

        Assert.Equal(from + (whole * 1.6), Clock(walk, "T5.remind").DueAt);
        Assert.Equal(from + (whole * 4), Clock(walk, "T5.twice").DueAt);
        Assert.True(Clock(walk, "T5").Id.IsHandling);
        Assert.False(Clock(walk, "T5.twice").Id.IsHandling);
    }

    private static CaseWalk AtWork()
    {
        var walk = new CaseWalk().Do(Town.Flood, Actor.Anonymous).BySystem();
        return walk.Do(new CaseCommand.Accept(null), Town.NorthWorker);
    }

    private static void Pend(CaseWalk walk) =>
        walk.Do(new CaseCommand.Pend("Season", walk.Now.AddDays(30), Town.Text), Head);

    private static CaseWalk Answer(CaseWalk walk) =>
        walk.Do(new CaseCommand.NoteProgress(null, Town.Text), Town.NorthWorker);

    private static void Pass(CaseWalk walk, string name)
    {
        var clock = Clock(walk, name);
        walk.Now = clock.DueAt;
        walk.Do(CaseFlow.WhenDue(walk.State, clock.Id, clock.DueAt)!, Actor.System).BySystem();
    }

    private static string Reason(CaseWalk walk) => walk.Happened.OfType<CaseEvent.Supervised>().Last().Reason;

    private static CaseClock Clock(CaseWalk walk, string name) =>
        walk.State.Clocks.Single(clock => clock.Id.Name == name);

    private static IEnumerable<string> Names(CaseWalk walk) => walk.State.Clocks.Select(clock => clock.Id.Name);
}
