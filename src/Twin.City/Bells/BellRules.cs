using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Bells;

/// <summary>Clocks that ring at a desk when they are not stopped in time, until somebody answers.</summary>
/// <remarks>
/// The tables name them: bells.csv, and whatever "rings" in clocks.csv. They live among the clocks of the case, so
/// firing once, a restart, a move to another home and replay are those of every clock. A bell that rings is a clock
/// that has passed and was not answered; nothing else has to be kept.
/// </remarks>
public static class BellRules
{
    /// <summary>An offer to a seat that no phone has shown yet; its run is named by the fact of the offer.</summary>
    public const string OfferSeen = "OfferSeen";

    private const string RingsOn = "ring at the ";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Desks = CityTables.ClockOf.Values
        .Where(row => row.OnBreach.StartsWith(RingsOn, StringComparison.Ordinal))
        .ToFrozenDictionary(row => row.Name, row => RoleOf(row.OnBreach[RingsOn.Length..]), StringComparer.Ordinal);

    private static readonly ClockRow Row = CityTables.ClockOf[OfferSeen];

    /// <summary>The clock is one of bells.csv.</summary>
    public static bool IsBell(ClockId clock) => clock.Row == OfferSeen;

    /// <summary>Bells of a case that ring now, the oldest first.</summary>
    public static IEnumerable<CaseClock> Ringing(ImmutableArray<CaseClock> clocks)
    {
        foreach (var clock in clocks)
        {
            if (clock is { Passed: true, Answered: false } && !RingsAt(clock.Id).IsEmpty) yield return clock;
        }
    }

    /// <summary>Roles at whose desks it rings.</summary>
    public static ImmutableArray<string> RingsAt(ClockId bell) => Desks.GetValueOrDefault(bell.Row, []);

    /// <summary>What rang is over; a deadline that rang stays passed, for it was missed whoever answers.</summary>
    internal static ImmutableArray<CaseClock> Answered(ImmutableArray<CaseClock> clocks, ClockId bell) => IsBell(bell)
        ? clocks.RemoveAll(clock => clock.Id == bell)
        : [.. clocks.Select(clock => clock.Id == bell ? clock with { Answered = true } : clock)];

    /// <summary>An offer is named by the case and the number of its fact, and so is its bell.</summary>
    public static string OfferOf(CaseId owner, ClockId bell) => $"{owner}.{bell.StartedBy}";

    /// <summary>An S1 or S2 offer to a seat must be seen; null where nothing is offered to one.</summary>
    internal static ClockStart? StartOf(CaseAsk ask) => OffersSeat(ask) && Row.For(ask.Severity) is { } within
        ? new ClockStart(OfferSeen, within, Calendars.Add(ask.Now, within, ask.Rules.Calendar))
        : null;

    /// <summary>Stops what still waits to be seen; what rings already wants an answer.</summary>
    internal static bool StopsUnseen(CaseClock clock, CaseEvent happened) =>
        happened is CaseEvent.OfferSeen && IsBell(clock.Id) && !clock.Passed;

    private static ImmutableArray<string> RoleOf(string desk) => desk switch
    {
        "shift lead" => ["ShiftLead"],
        "centre head" => ["CentreHead"],
        _ => throw new InvalidOperationException($"clocks.csv rings at '{desk}'; expected a desk that has a role."),
    };

    private static bool OffersSeat(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Dispatch e => e.Post is not null,
        CaseCommand.Offer => true,
        CaseCommand.OrderSpotCheck e => (e.Post ?? ask.Rules.SeatFor(ask.State.Home)) is not null,
        CaseCommand.OpenCheck => CaseFlow.CheckSeat(ask.State, ask.Rules) is not null,
        _ => false,
    };
}
