using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <content>After it is handled.</content>
public static partial class CaseGuards
{
    private static readonly TimeSpan KeptOpen = CityTables.ClockOf["ArchiveAfter"].For(Severity.S4)!.Value.Length;
    private static readonly Limit RateWithin = CityTables.ClockOf["RateWindow"].For(Severity.S4)!.Value;
    private static readonly Limit AgainWithin = CityTables.ClockOf["AgainWindow"].For(Severity.S4)!.Value;

    private static Dictionary<string, Func<CaseAsk, bool>> OfEnd => new(StringComparer.Ordinal)
    {
        ["secondRework"] = ask => ask.State.Reworks > 0,
        ["checkTimeLeft"] = ask => IsTimeLeft(ask, ClockStarts.CheckLapses),
        ["answeredNotSolved"] = ask => ask.Command is CaseCommand.FollowUp { Answered: true, Solved: not true },
        ["unansweredBeforeThird"] = ask => IsUnanswered(ask) && ask.State.FollowUps + 1 < CaseStages.AttemptsMost,
        ["unansweredThird"] = IsUnanswered,
        ["ratedBefore"] = ask => ask.State.Rated,
        ["notSolved"] = ask => ask.Command is CaseCommand.Rate { Solved: false, Reason: not null },
        ["rateTooLate"] = ask => IsOver(ask, ask.State.HandledAt, RateWithin),
        ["againTooLate"] = ask => IsOver(ask, ask.State.EndedAt, AgainWithin),
        ["otherPlaceOrClass"] = ask => ask.Command is CaseCommand.ReportAgain e && IsOther(ask.State, e),
        ["thirdReopening"] = ask => ask.State.Reopenings >= 3,
        ["secondReopening"] = ask => ask.State.Reopenings == 2,
        ["neverReopened"] = ask => ask.State.Reopenings == 0,
        ["findingMissing"] = ask => ask.Command is CaseCommand.CloseByFinding { Finding: null },
        ["hazardClass"] = ask => ask.Class is { Hazard: true },
        ["notFollowing"] = ask => !ask.State.Following,
        ["before30Days"] = Before30Days,
        ["orderMissing"] = ask => ask.Command is CaseCommand.ReopenByOrder { WrittenOrder: null },
    };

    private static bool IsUnanswered(CaseAsk ask) => ask.Command is CaseCommand.FollowUp { Answered: false };

    private static bool IsOther(CaseState state, CaseCommand.ReportAgain e) =>
        (e.Class is { } code && code != state.Class)
        || (e.Place is { } place && !IsSamePlace(state, place.At, place.Building, place.Site));

    /// <summary>Where a clock counts the days, it knows best: the log may have rounded the moment of the end.</summary>
    private static bool Before30Days(CaseAsk ask)
    {
        return ask.Now < (ClockNamed(ask, "ArchiveAfter")?.DueAt ?? ask.State.EndedAt + KeptOpen);
    }
}
