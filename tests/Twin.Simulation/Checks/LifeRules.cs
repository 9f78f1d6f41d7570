using Twin.City;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.Simulation.Checks;

/// <summary>What must hold of every case, whoever lost, doubled or delayed what.</summary>
internal static class LifeRules
{
    private const string ArchiveAfter = "ArchiveAfter";

    private const int TopSupervision = 4;

    /// <summary>Null, or what a fact may not do.</summary>
    public static string? Broken(CaseState before, CaseEvent happened, CaseState after) => happened switch
    {
        CaseEvent.Supervised e when e.Level <= before.Supervision => $"is supervised down to level {e.Level}",
        CaseEvent.ExtensionGranted e when e.DueAt != before.ExtensionDueAt =>
            $"has until {e.DueAt:O}; {before.ExtensionDueAt:O} was asked for",
        CaseEvent.CheckOpened { Post: { } seat } when seat == before.HandledByPost =>
            $"is checked by its handler {seat}",
        CaseEvent.Offered { Task: TaskKind.Check } e when e.Post == before.HandledByPost =>
            $"is offered for a check to its handler {e.Post}",
        _ when after.Stage == CaseStage.Handled && before.Stage != after.Stage
            && after.Obligations.FirstOrDefault(one => one is { IsOwed: true, IsPart: false }) is { } owed =>
            $"is handled; {owed.Department} still owes {owed.Id}",
        _ when after.Clocks.FirstOrDefault(clock => clock.Id.IsHandling) is { Passed: false } t5
            && t5.DueAt != after.DueAt => $"is due at {after.DueAt:O}, its clock {t5.Id} at {t5.DueAt:O}",
        _ => null,
    };

    /// <summary>Null, or why nobody will ever look at a case again.</summary>
    public static string? Forgotten(CaseState state)
    {
        var runs = state.Clocks.Any(clock => !clock.Passed);
        if (!state.Stage.IsOpen())
        {
            var mayLeave = state.Stage is CaseStage.Archived or CaseStage.Absent;
            return mayLeave || state.Clocks.Any(clock => clock is { Id.Name: ArchiveAfter, Passed: false })
                ? null
                : $"ended as {state.Stage} and no clock archives it";
        }

        // A clock that has passed and was not stopped stands against whoever its breach names.
        var isOwned = state.OwnerPost is not null || state.OwnerDepartment is not null;
        return runs || isOwned || !state.Clocks.IsEmpty ? null : $"is {state.Stage}; no clock and nobody waits for it";
    }

    /// <summary>A passed clock alone stands for it, and nothing will climb by itself.</summary>
    public static bool IsLeftLate(CaseState state) => state.Stage.IsOpen() && state.OwnerPost is null
        && state.OwnerDepartment is null && state.Supervision < TopSupervision
        && state.Clocks.All(clock => clock.Passed);

    /// <summary>Null, or what a department owes and nobody will ever ask for: neither settled nor escalated.</summary>
    public static string? Neglected(CaseState state)
    {
        var owed = state.Obligations.Where(one => one.IsOwed).ToList();
        var silent = owed.FirstOrDefault(one => one is { Supervision: 0, IsMissed: false }
            && !state.Clocks.Any(clock => clock.Id.Obligation == one.Id)
            && !IsAwaitedElsewhere(state, one));
        return !state.Stage.IsOpen() && owed.Count > 0 ? $"ended as {state.Stage}; {owed[0].Department} still owes"
            : silent is null ? null
            : $"waits for {silent.Department}, which owes {silent.Id} in {silent.Stage}; nobody asks for it";
    }

    /// <summary>A part waits for others or for a ruling; the tables leave some limits open.</summary>
    private static bool IsAwaitedElsewhere(CaseState state, ObligationState one) => one.Stage switch
    {
        ObligationStage.Raised => one.Part is { After: not null },
        ObligationStage.Redirected => state.Clocks.Any(clock => clock.Id.Name == "Ruling"),
        _ => one.Kind == ObligationKind.Emergency
            || (one.Part?.Within is null && CaseClasses.All.Find(state.Class)?.HandleWithin is null),
    };

    /// <summary>Null, or the report that its parent does not count.</summary>
    public static string? Uncounted(CaseState state, Func<CaseId, CaseState?> find) =>
        state is { Stage: CaseStage.Merged, Parent: { } parent } && find(parent) is { } open && open.Stage.IsOpen()
            && open.Reopenings == 0 && open.Duplicates.All(one => one.Case != state.Id)
            ? $"is merged into {parent}, which does not count it"
            : null;

    /// <summary>Null, or the report that is counted although it is not, or no longer, merged into this one.</summary>
    public static string? Overcounted(CaseState state, Func<CaseId, CaseState?> find)
    {
        var wrong = state.Stage.IsOpen()
            ? state.Duplicates.FirstOrDefault(one => find(one.Case) is { } known && known.Parent != state.Id)
            : null;
        return wrong is null ? null : $"counts {wrong.Case}, which is not merged into it";
    }
}
