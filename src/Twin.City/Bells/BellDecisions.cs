using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Bells;

/// <summary>What follows from a bell's command. Pure; the stage of the case never changes by it.</summary>
internal static class BellDecisions
{
    public static Decision<CaseEvent> Decide(CaseAsk ask, BellCommand wish) => ask.State.Stage == CaseStage.Absent
        ? No("CaseUnknown")
        : wish switch
        {
            BellCommand.See e => See(ask, e.OfferId),
            BellCommand.Answer e => BellRules.Ringing(ask.State.Clocks).Any(bell => bell.Id == e.Bell)
                ? Decision.Of<CaseEvent>(new CaseEvent.BellAnswered(e.Bell))
                : No("ClockStopped"),
            _ => throw new InvalidOperationException($"No decision for {wish.GetType().Name}; add a line."),
        };

    /// <summary>The role in which an actor may do it; null = none.</summary>
    /// <remarks>Only the seat that an offer was made to can have seen it.</remarks>
    public static string? ActingRole(CaseState state, Actor by, BellCommand wish, CaseRules rules) => wish switch
    {
        BellCommand.See e => by.Post is { } seat && Offer(state, e.OfferId)?.Post == seat && !by.Roles.IsEmpty
            ? by.Roles[0]
            : null,
        BellCommand.Answer e when by.Home is not { } own || rules.Covers(own, state.Home) =>
            BellRules.RingsAt(e.Bell).FirstOrDefault(by.Roles.Contains),
        _ => null,
    };

    /// <summary>Once is enough; what is taken or over is not waited for any more.</summary>
    private static Decision<CaseEvent> See(CaseAsk ask, string offer) => Offer(ask.State, offer) switch
    {
        { IsOpen: true, SeenAt: null } open =>
            Decision.Of<CaseEvent>(new CaseEvent.OfferSeen(open.Offer, open.Post!.Value)),
        _ => No("NoOfferOpen"),
    };

    private static CaseOffer? Offer(CaseState state, string offer) =>
        state.Offers.FirstOrDefault(one => one.Offer == offer);

    private static Decision<CaseEvent> No(string code) => Decision.No<CaseEvent>(Refusals.Of(code));
}
