using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.Simulation.Faults;

/// <summary>Seeded bugs of the whole life: what a case would store if it decided so.</summary>
internal static class WrongDecisions
{
    private const string Handling = "T5";

    /// <summary>Null for a bug that no decision has.</summary>
    public static Func<CaseState, CaseEvent, CaseEvent>? Of(SeededBug bug) => bug switch
    {
        SeededBug.KeepT5AtHandled => KeepT5,
        SeededBug.ForgetPause => ForgetPause,
        SeededBug.DoubleFollowUp => (_, happened) => Moved(happened, "T7", clock => clock.DueAt + TimeSpan.FromDays(1)),
        SeededBug.ExtendTwice => ExtendTwice,
        SeededBug.CountAnotherChild => (before, happened) => happened is CaseEvent.DuplicateAdded e
            && !e.Duplicate.Value.StartsWith("twin-", StringComparison.Ordinal)
            ? e with { Duplicate = new CaseId($"not-{before.Id}") }
            : happened,
        SeededBug.ReopenWithOldDue => ReopenWithOldDue,
        SeededBug.AppealWithoutT1 => (_, happened) =>
            happened is CaseEvent.Appealed ? Without(happened, "T1") : happened,
        SeededBug.ForgetArchive => (_, happened) => Without(happened, "ArchiveAfter"),
        _ => null,
    };

    private static CaseEvent KeepT5(CaseState before, CaseEvent happened) =>
        happened is CaseEvent.Handled && T5Of(before.Clocks) is { } t5
            ? happened with { Clocks = new((happened.Clocks?.Items ?? []).Add(new(Handling, t5.Within, t5.DueAt))) }
            : happened;

    private static CaseEvent ForgetPause(CaseState before, CaseEvent happened) =>
        happened is CaseEvent.Resumed { DueAt: not null } e && T5Of(before.Paused) is { } t5
            ? Moved(e with { DueAt = t5.DueAt }, Handling, _ => t5.DueAt)
            : happened;

    private static CaseEvent ExtendTwice(CaseState before, CaseEvent happened) =>
        happened is CaseEvent.ExtensionGranted e && T5Of(before.Clocks) is { } t5
            ? Moved(
                e with { DueAt = e.DueAt + (e.DueAt - t5.DueAt) }, Handling,
                clock => clock.DueAt + (e.DueAt - t5.DueAt))
            : happened;

    private static CaseEvent ReopenWithOldDue(CaseState before, CaseEvent happened) =>
        happened is CaseEvent.Reassigned { DueAt: not null } e && before.DueAt is { } old
            ? Moved(e with { DueAt = old }, Handling, _ => old)
            : happened;

    private static CaseClock? T5Of(IEnumerable<CaseClock> clocks) =>
        clocks.FirstOrDefault(clock => clock.Id.IsHandling);

    private static CaseEvent Moved(CaseEvent happened, string name, Func<ClockStart, DateTimeOffset> dueAt) =>
        happened.Clocks is not { Items: var clocks }
            ? happened
            : happened with
            {
                Clocks = new([.. clocks.Select(clock => clock.Clock == name
                    ? clock with { DueAt = dueAt(clock) }
                    : clock)]),
            };

    private static CaseEvent Without(CaseEvent happened, string name)
    {
        if (happened.Clocks is not { Items: var clocks }) return happened;
        var left = clocks.RemoveAll(clock => clock.Clock == name);
        return happened with { Clocks = left.IsEmpty ? null : new(left) };
    }
}
