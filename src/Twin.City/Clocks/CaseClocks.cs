using System.Collections.Immutable;
using Twin.City.Bells;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>Which clocks of a case run after a fact: the same fold for the case and for whoever wakes it.</summary>
/// <remarks>Facts say what starts and when it is due; clocks.csv says which facts stop it.</remarks>
public static class CaseClocks
{
    /// <summary>Cause of a move that follows from the calendar.</summary>
    public const string ByCalendar = "Calendar";

    private const string Objection = "OnSpotObjection";
    private const string Answer = "OfferAnswer";
    private const string Step = "Step";

    public static ImmutableArray<CaseClock> After(
        ImmutableArray<CaseClock> clocks, CaseEvent happened, long version, DateTimeOffset at)
    {
        var left = Ends(happened)
            ? Outliving(clocks, happened)
            : Left(clocks, happened);
        var starts = StartsOf(happened);
        if (starts.IsEmpty) return left;
        var running = ImmutableArray.CreateBuilder<CaseClock>(left.Length + starts.Length);
        running.AddRange(left);
        foreach (var start in starts)
        {
            // A clock that starts anew takes the place of its older run; only offers run side by side.
            if (start.Clock is not (Answer or BellRules.OfferSeen)) Remove(start.Clock, running);
            running.Add(new CaseClock(ClockId.Of(start.Clock, version), at, start.DueAt, start.Within));
        }

        return running.DrainToImmutable();
    }

    private static void Remove(string name, ImmutableArray<CaseClock>.Builder running)
    {
        for (var i = running.Count - 1; i >= 0; i--)
        {
            if (running[i].Id.IsNamed(name)) running.RemoveAt(i);
        }
    }

    private static ImmutableArray<CaseClock> Outliving(ImmutableArray<CaseClock> clocks, CaseEvent happened) =>
        clocks.RemoveAll(clock => !ObligationClocks.OutlivesCase(clock.Id, happened));

    private static ImmutableArray<CaseClock> Left(ImmutableArray<CaseClock> clocks, CaseEvent happened)
    {
        if (clocks.IsEmpty) return clocks;
        switch (happened)
        {
            case CaseEvent.DeadlinePassed e:
                return Changed(clocks, e.Clock, clock => clock with { Passed = true });
            case CaseEvent.DeadlineMoved e:
                // What a mode has moved is no longer what the calendar says, and is not moved by it again.
                return Moved(clocks, e);
            case CaseEvent.OfferSeen e:
                return clocks.RemoveAll(clock => BellRules.StopsUnseen(clock, e));
            case CaseEvent.Offered { Replaces: { } replaced }:
                // Nobody can answer or see it any more, and so it could not even expire; a bell that rings rings on.
                return clocks.RemoveAll(clock => !clock.Passed && IsOf(clock.Id, replaced));
            case CaseEvent.BellAnswered e:
                return BellRules.Answered(clocks, e.Bell);
            default:
                return LeftByTable(clocks, happened);
        }
    }

    private static ImmutableArray<CaseClock> LeftByTable(ImmutableArray<CaseClock> clocks, CaseEvent happened)
    {
        var (left, word) = (clocks, CaseWords.FactOf(happened));
        for (var i = clocks.Length - 1; i >= 0; i--)
        {
            if (Stops(clocks[i].Id, word, happened) || Pauses(clocks[i], word)) left = left.RemoveAt(i);
        }

        return left;
    }

    /// <summary>With T5 its other moments move by their share of it; the calendar moves the double itself.</summary>
    private static ImmutableArray<CaseClock> Moved(ImmutableArray<CaseClock> clocks, CaseEvent.DeadlineMoved e)
    {
        var isByCalendar = e.Cause == ByCalendar;
        var by = e.Clock.IsHandling && clocks.FirstOrDefault(clock => clock.Id == e.Clock) is { } t5
            ? e.DueAt - t5.DueAt
            : TimeSpan.Zero;
        return
        [
            .. clocks.Select(clock => clock.Id == e.Clock
                ? clock with { DueAt = e.DueAt, Within = isByCalendar ? clock.Within : null }
                : clock switch
                {
                    { Passed: true } => clock,
                    { Id.Name: ClockStarts.HandlingReminds } => clock with { DueAt = clock.DueAt + (by * 0.8) },
                    { Id.Name: ClockStarts.HandlingTwice } when !isByCalendar && by != TimeSpan.Zero =>
                        clock with { DueAt = clock.DueAt + (by * 2), Within = null },
                    _ => clock,
                }),
        ];
    }

    /// <summary>Those that a pause would take although their moment has come, in its order.</summary>
    internal static IEnumerable<CaseClock> DueBeforePause(ImmutableArray<CaseClock> clocks, DateTimeOffset now) =>
        clocks.Where(clock => clock.DueAt <= now && Pauses(clock, nameof(CaseEvent.Pended)))
            .OrderBy(clock => clock.DueAt);

    /// <summary>The clocks that a fact makes stand still; what has passed stays passed.</summary>
    public static ImmutableArray<CaseClock> PausedBy(ImmutableArray<CaseClock> clocks, CaseEvent happened) =>
        CaseWords.FactOf(happened) is var word ? clocks.RemoveAll(clock => !Pauses(clock, word)) : [];

    private static bool Pauses(CaseClock clock, string word) =>
        !clock.Passed && CityTables.ClockOf[clock.Id.Row].PausesAt.Contains(word);

    private static ImmutableArray<CaseClock> Changed(
        ImmutableArray<CaseClock> clocks, ClockId id, Func<CaseClock, CaseClock> change) =>
        [.. clocks.Select(clock => clock.Id == id ? change(clock) : clock)];

    /// <summary>What clocks.csv says of the fact, less what the fact itself leaves running.</summary>
    /// <remarks>Nobody is awaited to answer an offer that is over: it could not even expire.</remarks>
    private static bool Stops(ClockId clock, string word, CaseEvent happened) => clock.Obligation is { } own
        ? ObligationClocks.Stops(clock, own, happened)
        : (clock.Row == Answer && !CaseTasks.EndedBy(happened).IsEmpty)
        || (IsProgress(happened) && clock.IsNamed(ClockStarts.HandlingReminds))
        || (!IsProgress(happened) || !clock.IsNamed(ClockStarts.AnswerSolves))
        && CityTables.ClockOf[clock.Row].StopsAt.Contains(word) && happened switch
        {
            // A clock of an offer stops with its own offer, or when any offer is taken.
            CaseEvent.OfferExpired e => clock.Row != Answer || IsOf(clock, e.Offer),
            CaseEvent.Accepted { Offer: null } => clock.Row != Answer,
            CaseEvent.Accepted { Helps: true } => clock.Row is Answer or BellRules.OfferSeen,
            CaseEvent.ProgressNoted e => clock.Row != Step || clock.Name == $"{Step}.{e.Step}",
            CaseEvent.PartHandled { IsLast: false } or CaseEvent.PartDropped { IsLast: false } => clock.Row == "Part",
            CaseEvent.FollowedUp e => CaseStage.FollowingUp.After(e) != CaseStage.FollowingUp,
            CaseEvent.Rated e => CaseDue.Reopens(e),
            _ => true,
        };

    /// <summary>A clock of this very offer: both are named by the fact that made them.</summary>
    private static bool IsOf(ClockId clock, string offer) => clock.Row is Answer or BellRules.OfferSeen
        && offer.EndsWith($".{clock.StartedBy}", StringComparison.Ordinal);

    /// <summary>Domain, row 15: whoever arrives, notes progress or has done a part is not reminded of it.</summary>
    private static bool IsProgress(CaseEvent happened) => happened
        is CaseEvent.Arrived or CaseEvent.ProgressNoted or CaseEvent.PartHandled { IsLast: false };

    /// <summary>All clocks stop with the case; only the one that archives it may start then.</summary>
    internal static bool Ends(CaseEvent happened) => happened switch
    {
        CaseEvent.Closed or CaseEvent.Voided or CaseEvent.Withdrawn or CaseEvent.ClosedByFinding
            or CaseEvent.ReferredOut or CaseEvent.Merged or CaseEvent.NotAccepted or CaseEvent.NothingFound
            or CaseEvent.Archived => true,
        CaseEvent.CheckPassed e => !e.FollowUp,
        CaseEvent.CheckLapsed e => !e.FollowUp,
        CaseEvent.FollowedUp e => CaseStage.FollowingUp.After(e) == CaseStage.Closed,
        // Who rates a closed case changes no clock of it.
        CaseEvent.Rated e => e.Clocks is not null && !CaseDue.Reopens(e),
        _ => false,
    };

    /// <summary>Facts of the first version name only the end of the objection window.</summary>
    private static ImmutableArray<ClockStart> StartsOf(CaseEvent happened) => happened switch
    {
        { Clocks.Items: var items } => items,
        CaseEvent.HandledOnSpot e => [new ClockStart(Objection, null, e.ObjectionUntil)],
        _ => [],
    };
}
