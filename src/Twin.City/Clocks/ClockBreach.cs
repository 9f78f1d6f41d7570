using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>What clocks.csv says shall happen when a clock is due.</summary>
public static class ClockBreach
{
    /// <summary>The command of a timer; null while the product does not carry it out.</summary>
    public static CaseCommand? CommandOf(CaseState state, CaseClock clock) => CityTables.ClockOf[clock.Id.Row] switch
    {
        { Kind: "timer", OnBreach: "Close" } => new CaseCommand.Close(),
        { Kind: "timer", OnBreach: "ExpireOffer" } => new CaseCommand.ExpireOffer(OfferOf(state, clock)),
        _ => null,
    };

    /// <summary>An offer has the number of its fact, and so has its clock.</summary>
    private static string OfferOf(CaseState state, CaseClock clock) => $"{state.Id}.{clock.Id.StartedBy}";
}
