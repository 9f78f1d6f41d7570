using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Metrics;

namespace Twin.City.Tests.Metrics;

/// <summary>The story of a case folds by itself what the case folds for its own decisions.</summary>
public sealed class CaseStoryTests
{
    [Fact]
    public void A_closed_case_keeps_when_tasks_were_given_and_taken_and_forgets_the_ids_of_their_offers()
    {
        var open = Told.Life("case-1", dueAt: 100, handledAt: 60);
        var closed = Told.Life("case-1", dueAt: 100, handledAt: 60, closedAt: 80);

        Assert.Contains(open.Steps, step => step is { Mark: StoryMark.Tasked, Of: "o" });
        Assert.DoesNotContain(closed.Steps, step => step is { Mark: StoryMark.Tasked, Of: not null });
        Assert.Equal(open.Steps.Select(When), closed.Steps.Take(open.Steps.Length).Select(When));
        Assert.Contains(closed.Steps, step => step.Mark == StoryMark.Dispatched && step.Of is not null);

        static (DateTimeOffset, StoryMark, bool) When(StoryStep step) => (step.At, step.Mark, step.Counts);
    }

    [Fact]
    public void A_rating_that_a_department_waits_for_is_awaited_still_when_the_case_opens_again()
    {
        var rating = new ClockStart("WhistleRate.5", null, Told.At(9_000));
        CaseEvent[] facts =
        [
            Told.Reported(), Told.Filed(130), new CaseEvent.DispatchOpened(),
            new CaseEvent.Dispatched(Town.NorthSeat, null, "case-1.4", null), Told.Accepted(dueAt: 100),
            Told.Handled() with { Clocks = new([rating]) }, new CaseEvent.CheckOpened(null, null),
            new CaseEvent.CheckPassed(null, null), new CaseEvent.ReportedAgain(null),
            new CaseEvent.Reassigned(Town.NorthSeat, null, Told.At(200), 1),
        ];
        var (state, story) = (CaseState.Absent(new CaseId("case-1")), CaseStory.Absent(new CaseId("case-1")));
        foreach (var happened in facts)
        {
            var version = state.Version + 1;
            state = state.After(happened, new CaseStamp(Told.At(version), version, version, $"command-{version}"));
            story = story.After(happened, Told.At(version), version, version);
            if (state.Stage.IsOpen()) Assert.Equal(state.Clocks, story.Clocks);
        }

        Assert.Equal(CaseStage.Handling, story.Stage);
        Assert.Contains(story.Clocks, clock => clock.Id.Name == rating.Clock);
    }
}
