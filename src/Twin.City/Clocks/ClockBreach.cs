using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>What clocks.csv says shall happen when a clock is due.</summary>
public static class ClockBreach
{
    private const string Level = "supervision ";
    private const int LevelMost = 4;

    /// <summary>The command of a due clock; null while the product does not carry it out.</summary>
    public static CaseCommand? CommandOf(CaseState state, CaseClock clock) => CityTables.ClockOf[clock.Id.Row] switch
    {
        _ when clock.Id.Obligation is { } own =>
            new CaseCommand.Oblige(own, new ObligationCommand.PassClock(clock.Id, clock.DueAt)),
        { Kind: "timer", OnBreach: "Close" } => new CaseCommand.Close(),
        { Kind: "timer", OnBreach: "ExpireOffer" } => new CaseCommand.ExpireOffer(OfferOf(state, clock)),
        { Kind: "timer", OnBreach: "LapseExtension" } => new CaseCommand.LapseExtension(),
        { Kind: "timer", OnBreach: "Archive" } => new CaseCommand.Archive(),
        _ when clock.Id.Name == ClockStarts.CheckLapses => new CaseCommand.LapseCheck(),
        { Kind: "deadline" or "bell" } => new CaseCommand.PassDeadline(clock.Id, clock.DueAt),
        _ => null,
    };

    /// <summary>The level of supervision that a passed deadline calls for; null when it only is late.</summary>
    /// <remarks>An obligation has levels of its own: its clocks raise nothing of the case.</remarks>
    public static int? LevelOf(ClockId clock, int present)
    {
        if (clock.Obligation is not null) return null;
        if (RungOf(clock.Name) is { } rung) return rung;
        foreach (var part in CityTables.ClockOf[clock.Row].OnBreach.Split(';', StringSplitOptions.TrimEntries))
        {
            if (part == "next level") return Math.Min(present + 1, LevelMost);
            if (part.StartsWith(Level, StringComparison.Ordinal)) return part[Level.Length] - '0';
        }

        return null;
    }

    /// <summary>Moments of a clock beside its limit, as supervision.csv names them; null for all others.</summary>
    private static int? RungOf(string clock) => clock switch
    {
        ClockStarts.HandlingReminds => SupervisionLevel.Reminded,
        ClockStarts.HandlingTwice => SupervisionLevel.Listed,
        ClockStarts.AnswerSolves => SupervisionLevel.LeaderLed,
        _ => null,
    };

    /// <summary>An offer has the number of its fact, and so has its clock.</summary>
    private static string OfferOf(CaseState state, CaseClock clock) => $"{state.Id}.{clock.Id.StartedBy}";
}
