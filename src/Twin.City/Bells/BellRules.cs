using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Bells;

/// <summary>Bells of bells.csv: a clock that is not stopped in time rings at a desk until it is answered.</summary>
/// <remarks>
/// They live among the clocks of the case, so firing once, a restart, a move to another home and replay are those of
/// every clock. A bell that rings is a clock that has passed; nothing else has to be kept.
/// </remarks>
public static class BellRules
{
    /// <summary>An offer to a seat that no phone has shown yet; its run is named by the fact of the offer.</summary>
    public const string OfferSeen = "OfferSeen";

    private static readonly ImmutableArray<string> AtShiftLead = ["ShiftLead"];

    private static readonly ClockRow Row = CityTables.ClockOf[OfferSeen];

    /// <summary>The clock is one of bells.csv.</summary>
    public static bool IsBell(ClockId clock) => clock.Row == OfferSeen;

    /// <summary>Bells of a case that ring now, the oldest first.</summary>
    public static IEnumerable<CaseClock> Ringing(ImmutableArray<CaseClock> clocks)
    {
        foreach (var clock in clocks)
        {
            if (clock.Passed && IsBell(clock.Id)) yield return clock;
        }
    }

    /// <summary>Roles at whose desks it rings.</summary>
    public static ImmutableArray<string> RingsAt(ClockId bell) => IsBell(bell) ? AtShiftLead : [];

    /// <summary>An offer is named by the case and the number of its fact, and so is its bell.</summary>
    public static string OfferOf(CaseId owner, ClockId bell) => $"{owner}.{bell.StartedBy}";

    /// <summary>An S1 or S2 offer to a seat must be seen; null where nothing is offered to one.</summary>
    internal static ClockStart? StartOf(CaseAsk ask) => OffersSeat(ask) && Row.For(ask.Severity) is { } within
        ? new ClockStart(OfferSeen, within, Calendars.Add(ask.Now, within, ask.Rules.Calendar))
        : null;

    /// <summary>Stops what still waits to be seen; what rings already wants an answer.</summary>
    internal static bool StopsUnseen(CaseClock clock, CaseEvent happened) =>
        happened is CaseEvent.OfferSeen && IsBell(clock.Id) && !clock.Passed;

    private static bool OffersSeat(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Dispatch e => e.Post is not null,
        CaseCommand.Offer => true,
        CaseCommand.OrderSpotCheck e => (e.Post ?? ask.Rules.SeatFor(ask.State.Home)) is not null,
        CaseCommand.OpenCheck => CaseFlow.CheckSeat(ask.State, ask.Rules) is not null,
        _ => false,
    };
}
