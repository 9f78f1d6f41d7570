using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <content>From the review to the dispatch.</content>
public static partial class CaseGuards
{
    /// <summary>Below it a receiver must agree to a merge.</summary>
    private const double SureSimilarity = 0.9;

    private const double SamePlaceMetres = 50;

    private static readonly TimeSpan SameMatter = TimeSpan.FromHours(24);
    private static readonly Limit AppealWithin = CityTables.ClockOf["AppealWindow"].For(Severity.S4)!.Value;
    private static readonly Limit PlaceWithin = CityTables.ClockOf["PlaceAsk"].For(Severity.S4)!.Value;
    private static readonly Limit UnmergeWithin = CityTables.ClockOf["UnmergeWindow"].For(Severity.S4)!.Value;

    private static Dictionary<string, Func<CaseAsk, bool>> OfReview => new(StringComparer.Ordinal)
    {
        ["parentNotOpen"] = ask => ask.Command is CaseCommand.Merge { Parent.IsOpen: false },
        ["notSameFamilyPlaceTime"] = ask => ask.Command is CaseCommand.Merge e && !IsAlike(ask.State, e.Parent),
        ["lowSimilarityUnconfirmed"] = ask => ask.Command is CaseCommand.Merge { Similarity: < SureSimilarity } e
            && !(e.Confirmed && ask.By.Roles.Contains("Receiver")),
        ["unmergeTooLate"] = ask => IsOver(ask, ask.State.EndedAt, UnmergeWithin),
        ["appealedBefore"] = ask => ask.State.Appealed,
        ["appealTooLate"] = ask =>
            IsOver(ask, ask.State.EndedAt, ask.State.NothingFound ? PlaceWithin : AppealWithin),
        ["betterPlaceMissing"] = ask => ask.State.NothingFound && ask.Command is CaseCommand.Appeal { Place: null },
        ["placeSure"] = ask => IsPlaceSure(ask.State) || ask.State.Source
            is CaseSource.GridWorker or CaseSource.Patrol or CaseSource.Sensor or CaseSource.Leader,
        ["fewerThanTwoReturns"] = ask => ask.State.Returns.Distinct().Count() < 2,
        ["noDispute"] = ask => !ask.State.Disputed,
        ["noPartDispute"] = ask => ask.Command is CaseCommand.RuleOwner e
            && ask.State.Parts.FirstOrDefault(one => one.Part.Case == e.Part)?.Way != PartWay.Returned,
        ["unitReturnedBefore"] = ask => ask.State.Returns.Any(unit => unit.IsOf(ask.By)),
        ["ownerRuled"] = ask => ask.State.Ruled,
        ["evidenceMissing"] = ask => ask.Command is CaseCommand.Return { Evidence: null },
        ["secondReturn"] = SecondReturn,
    };

    /// <summary>Another unit gave it back before: two refuse, so somebody must rule.</summary>
    internal static bool SecondReturn(CaseAsk ask) => ask.State.Returns.Any(unit => !unit.IsOf(ask.By));

    private static bool IsPlaceSure(CaseState state) => !state.DefaultPlace
        && (state.At is not null || state.Building is not null || state.Site is not null);

    /// <summary>True when a window that opened then has shut; one that never opened is shut.</summary>
    private static bool IsOver(CaseAsk ask, DateTimeOffset? from, Limit within) =>
        from is not { } opened || ask.Now > Calendars.Add(opened, within, ask.Rules.Calendar);

    private static bool IsAlike(CaseState state, CaseKin parent) =>
        state.Class is { } own && parent.Class is { } other && CaseClass.FamilyOf(own) == CaseClass.FamilyOf(other)
        && IsSamePlace(state, parent.At, parent.Building, parent.Site)
        && (state.ReportedAt - parent.ReportedAt).Duration() <= SameMatter;

    private static bool IsSamePlace(CaseState state, Geo.LngLat? at, BuildingId? building, KeySiteId? site) =>
        state is { At: { } here, DefaultPlace: false } && at is { } there
            ? here.MetresTo(there) <= SamePlaceMetres
            : (building is not null && building == state.Building) || (site is not null && site == state.Site);
}
