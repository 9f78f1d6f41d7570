namespace Twin.Simulation.Tests;

/// <summary>Seeds that once found a fault of the city; each keeps its name.</summary>
/// <remarks>A change of what is drawn makes other things happen under a seed: then it is one more seed.</remarks>
public sealed class FoundTests
{
    [Fact]
    public void A_resend_to_a_seat_is_answered_as_the_first_time() => Holds(seed: 0, steps: 2_000);

    [Fact]
    public void A_lost_nudge_leaves_no_board_behind() => Holds(seed: 2, steps: 2_000);

    [Fact]
    public void A_nudge_that_another_activation_heard_leaves_no_task_lying() => Holds(seed: 133, steps: 400);

    [Fact]
    public void A_merge_that_was_undone_is_not_counted_however_late_somebody_tells_it() => Holds(seed: 9, steps: 2_000);

    [Fact]
    public void A_pause_that_comes_before_the_clock_fires_forgives_nothing() => Holds(seed: 729, steps: 400);

    [Fact]
    public void A_clock_that_is_due_within_a_microsecond_fires() => Holds(seed: 56, steps: 2_000, night: true);

    [Fact]
    public void A_command_that_another_activation_stored_counts_as_it_was_stored() => Holds(seed: 18, steps: 2_000);

    [Fact]
    public void A_pause_that_lets_a_clock_pass_first_stays_its_givers() => Holds(seed: 114, steps: 2_000);

    [Fact]
    public void An_offer_that_was_replaced_awaits_no_answer() => Holds(seed: 346, steps: 2_000);

    [Fact]
    public void A_merge_told_late_by_one_who_died_is_not_counted_after_its_undoing() => Holds(seed: 923, steps: 2_000);

    [Fact]
    public void A_rating_that_outlives_a_case_is_awaited_when_it_opens_again() => Holds(seed: 197, steps: 2_000);

    private static void Holds(int seed, int steps, bool night = false)
    {
        var result = Simulation.Run(new SimulationPlan(seed, steps, Night: night));

        Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults.Select(result.Line)));
    }
}
