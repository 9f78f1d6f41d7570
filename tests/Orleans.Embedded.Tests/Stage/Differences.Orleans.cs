namespace Orleans.Embedded.Tests.Stage;

/// <summary>Where the contract's tests and Orleans part, by name of test.</summary>
public static class Differences
{
    private const string WallClock = "Orleans collects idle grains and ends late calls by the clock of the wall.";
    private const string NoLimit = "Orleans' memory streams have no limit at which a publisher waits.";

    /// <summary>Which tests are left out on Orleans, and why. The city relies on none of them there.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>
    {
        ["An_idle_grain_is_collected_at_its_age"] = WallClock,
        ["A_class_may_have_a_collection_age_of_its_own"] = WallClock,
        ["Ticks_do_not_keep_a_grain_from_being_collected"] = WallClock,
        ["Leaving_waits_for_a_running_tick_and_does_not_cancel_it"] = WallClock,
        ["Deadlines_of_calls_made_later_are_later"] = WallClock,
        ["A_call_cancelled_while_it_waits_never_runs"] =
            "On Orleans the cancellation is a message of its own, and may come when the call has begun.",
        ["A_full_queue_holds_up_its_publisher"] = NoLimit,
        ["A_publisher_does_not_wait_for_ever"] = NoLimit,
        ["A_failed_waking_goes_to_the_caller_that_caused_it_and_others_try_again"] =
            "Which of several calls wakes a grain is open on Orleans, and it may answer all of them with the failure.",
        ["Many_failed_wakings_answer_each_its_own_caller"] =
            "Which of several calls wakes a grain is open on Orleans, and it may answer all of them with the failure.",
        ["A_grain_that_leaves_on_waking_still_answers_the_call_that_woke_it"] =
            "Orleans sends such a call on and on, and then refuses it.",
        ["A_change_takes_back_a_tick_that_waits_for_its_turn"] = "On Orleans a tick that waits already still comes.",
        ["A_disposed_timer_does_not_tick_even_if_a_tick_was_waiting"] =
            "On Orleans a tick that waits already still comes.",
        ["References_of_two_interfaces_are_not_equal"] = "Orleans compares the grain only.",
        ["An_unknown_provider_is_refused"] = "Orleans checks names of streams later, or not at all.",
        ["A_dropped_event_is_logged"] = "Orleans tells a failure handler of it, and no log.",
        ["After_the_stop_calls_are_refused"] =
            "After its stop Orleans' own parts are gone: some calls fail with ObjectDisposedException.",
        ["A_stop_that_may_not_wait_gives_up"] = "The test cluster's stop cannot be cut short.",
    };

    /// <summary>Tests that wait for a limit: Orleans measures it by the wall's clock, so it is short there.</summary>
    public static IReadOnlySet<string> WaitsForTheLimit { get; } = new HashSet<string>
    {
        "A_late_answer_is_a_timeout_and_the_grain_goes_on_to_its_end",
        "A_call_to_oneself_ends_by_its_timeout",
        "An_event_that_fails_for_ever_is_dropped_and_the_next_ones_come",
        "A_circle_of_calls_ends_by_its_timeout",
    };
}
